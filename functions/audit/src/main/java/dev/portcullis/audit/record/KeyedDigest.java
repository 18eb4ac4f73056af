package dev.portcullis.audit.record;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A keyed digest: equal for equal content under one key, and without the key no guess of the
 * content can be tested against it.
 *
 * @param keyId which key made it; 1 to 64 characters of {@code [A-Za-z0-9._-]}
 * @param value lower-case hexadecimal, 32 to 64 characters
 */
public record KeyedDigest(String keyId, String value) {
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[0-9a-f]{32,64}");

  public KeyedDigest {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(value, "value");
    if (!KEY_ID.matcher(keyId).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a keyed digest");
    }
  }

  /** {@code hmac:KEYID:VALUE}: how a digest stands where a word would. */
  public String inline() {
    return "hmac:" + keyId + ":" + value;
  }
}
