package dev.portcullis.ports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A credential or other secret text that no log, exception or debugger line shows: {@link
 * #toString()} gives its kind and length only.
 *
 * <p>{@link #reveal()} is the one way to the characters, so every use can be found by searching for
 * that word. Equality takes the same time wherever two secrets of one length differ.
 */
public final class SecretText {
  private final String kind;
  private final String value;

  private SecretText(String kind, String value) {
    this.kind = kind;
    this.value = value;
  }

  /**
   * Wraps a secret.
   *
   * @param kind what it is, for people ("api key", "pepper"); shown by {@link #toString()}
   * @param value the secret, not empty
   * @throws IllegalArgumentException if {@code value} is empty
   */
  public static SecretText of(String kind, String value) {
    Objects.requireNonNull(kind, "kind");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty " + kind);
    }
    return new SecretText(kind, value);
  }

  /** The characters themselves. Hand them only to what must have them, and never to a log. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  /** Constant, so that a hash table's layout or a printed hash says nothing about the secret. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return kind + "[" + value.length() + " characters]";
  }
}
