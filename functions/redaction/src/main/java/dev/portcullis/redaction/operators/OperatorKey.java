package dev.portcullis.redaction.operators;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key with its id; every use derives a key of its own from it, so that no two operators share
 * one. Its printed form shows the id only.
 */
public final class OperatorKey {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int SHORTEST = 32;
  private static final int BLOCK = 32;

  private final String id;
  private final byte[] secret;

  private OperatorKey(String id, byte[] secret) {
    this.id = id;
    this.secret = secret;
  }

  /**
   * Wraps a secret; the array is copied.
   *
   * @param id travels in every token; 1 to 32 letters, digits, {@code _} and {@code -}
   * @param secret at least 32 random bytes
   * @throws IllegalArgumentException if either is not so
   */
  public static OperatorKey of(String id, byte[] secret) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a key id is 1 to 32 letters, digits, _ and -");
    }
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException("a key has at least 32 bytes");
    }
    return new OperatorKey(id, secret.clone());
  }

  /** The id that travels in tokens. */
  public String id() {
    return id;
  }

  /** A key for one purpose: HKDF-Expand (RFC 5869) with HMAC-SHA-256 over the secret. */
  byte[] derive(String purpose, int length) {
    byte[] info = ("portcullis/" + purpose + "/1").getBytes(StandardCharsets.UTF_8);
    byte[] derived = new byte[0];
    byte[] block = new byte[0];
    for (int i = 1; derived.length < length; i++) {
      byte[] input = Arrays.copyOf(block, block.length + info.length + 1);
      System.arraycopy(info, 0, input, block.length, info.length);
      input[input.length - 1] = (byte) i;
      block = hmac(secret, input);
      derived = Arrays.copyOf(derived, derived.length + BLOCK);
      System.arraycopy(block, 0, derived, derived.length - BLOCK, BLOCK);
    }
    return Arrays.copyOf(derived, length);
  }

  /** HMAC-SHA-256 (RFC 2104). */
  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "OperatorKey[" + id + "]";
  }
}
