package dev.portcullis.redaction.detect;

/**
 * A settled value in offsets of the original text.
 *
 * @param detector the number of the detector in its program
 * @param start first UTF-16 unit
 * @param end the unit after the last
 * @param score confidence from 0 to 1
 * @param verified whether a checksum held
 * @param contextWord number of the context word that decided, or -1
 * @param continues whether this carries on the value that the hit before it began
 */
public record Hit(
    int detector,
    int start,
    int end,
    double score,
    boolean verified,
    int contextWord,
    boolean continues) {}
