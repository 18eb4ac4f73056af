package dev.portcullis.redaction;

import java.util.Objects;

/**
 * One value found in a text; it carries where the value is and never the value itself.
 *
 * @param type the entity type, Presidio's name where Presidio has the type, {@code SECRET} for
 *     every credential
 * @param start first UTF-16 unit of the value in the original text, at least 0
 * @param end the unit after the last one, greater than {@code start}; never inside a surrogate pair
 *     that {@code start} is outside of
 * @param score confidence from 0 to 1; 1 when a checksum held
 * @param rule the id of the detector that decided, for instance {@code us.ssn} or {@code
 *     secret.github-token}
 */
public record Span(String type, int start, int end, double score, String rule) {
  /** Refuses empty or reversed ranges and scores outside 0 to 1. */
  public Span {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(rule, "rule");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a span needs 0 <= start < end");
    }
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score is between 0 and 1");
    }
  }

  /** Length in UTF-16 units, at least 1. */
  public int length() {
    return end - start;
  }
}
