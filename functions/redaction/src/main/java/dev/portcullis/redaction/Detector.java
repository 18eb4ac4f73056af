package dev.portcullis.redaction;

/**
 * What one detector declares, for lists and explanations; the compiled form is not public.
 *
 * @param rule its id, unique in a set
 * @param type the entity type it reports
 * @param family the file it comes from, for instance {@code us} or {@code credentials}
 * @param score the score without context and without a checksum
 * @param validator the name of its checksum or rule, empty when it has none
 * @param needsContext whether the default profile reports it only near a context word
 */
public record Detector(
    String rule,
    String type,
    String family,
    double score,
    String validator,
    boolean needsContext) {}
