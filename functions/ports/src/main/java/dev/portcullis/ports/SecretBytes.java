package dev.portcullis.ports;

import java.security.MessageDigest;
import java.util.Objects;

/**
 * Key material that no log, exception or debugger line shows: {@link #toString()} gives its kind
 * and length only.
 *
 * <p>{@link #reveal()} is the one way to the bytes and copies them, so that no caller can change
 * what another holds.
 */
public final class SecretBytes {
  private final String kind;
  private final byte[] value;

  private SecretBytes(String kind, byte[] value) {
    this.kind = kind;
    this.value = value;
  }

  /**
   * Wraps key material; the array is copied.
   *
   * @param kind what it is, for people; shown by {@link #toString()}
   * @param value the bytes, not empty
   * @throws IllegalArgumentException if {@code value} is empty
   */
  public static SecretBytes of(String kind, byte[] value) {
    Objects.requireNonNull(kind, "kind");
    if (value.length == 0) {
      throw new IllegalArgumentException("an empty " + kind);
    }
    return new SecretBytes(kind, value.clone());
  }

  /** A copy of the bytes. Hand it only to what must have it, and never to a log. */
  public byte[] reveal() {
    return value.clone();
  }

  /** How many bytes there are. */
  public int length() {
    return value.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that && MessageDigest.isEqual(value, that.value);
  }

  /** Constant, so that a printed hash says nothing about the key. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return kind + "[" + value.length + " bytes]";
  }
}
