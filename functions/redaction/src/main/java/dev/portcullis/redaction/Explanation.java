package dev.portcullis.redaction;

/**
 * Why a span was reported.
 *
 * @param span the span
 * @param validators names of the validators that its rule runs, empty when it has none
 * @param verified whether a checksum or an equally strong rule held
 * @param contextWord the context word that stood before it, empty when none did
 */
public record Explanation(Span span, String validators, boolean verified, String contextWord) {}
