package dev.portcullis.redaction.operators;

import java.util.Objects;

/**
 * A value that was found, with its type; its printed form shows the type and length only.
 *
 * @param type the detected type, such as {@code EMAIL_ADDRESS}
 * @param text the value itself, not empty
 */
public record Value(String type, String text) {
  /** Refuses an empty value. */
  public Value {
    Objects.requireNonNull(type, "type");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty value");
    }
  }

  @Override
  public String toString() {
    return type + "[" + text.length() + " chars]";
  }
}
