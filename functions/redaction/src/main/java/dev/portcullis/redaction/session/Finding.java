package dev.portcullis.redaction.session;

/**
 * One value that was replaced, described without the value.
 *
 * @param type the detected type, such as {@code EMAIL_ADDRESS}
 * @param start first UTF-16 offset in the text that held it (in JSON: in the decoded string)
 * @param end the offset after its last character
 * @param score the detector's confidence, 0 to 1
 * @param rule the id of the rule that decided
 */
public record Finding(String type, int start, int end, double score, String rule) {}
