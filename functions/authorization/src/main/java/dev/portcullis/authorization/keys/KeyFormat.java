package dev.portcullis.authorization.keys;

import dev.portcullis.ports.SecretText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/** How a key is written and read; reading touches no store. */
final class KeyFormat {
  static final String PREFIX = "pck_";
  static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int TAIL = SECRET_LENGTH + CHECKSUM_LENGTH;

  private KeyFormat() {}

  /** What a presented text is. */
  sealed interface Reading {
    /** A well-formed key; says nothing about whether it exists. */
    record Key(String environment, String id, SecretText secret) implements Reading {}

    /** It begins like a key of ours and is mistyped or cut off. */
    record Mistyped() implements Reading {}

    /** It is something else. */
    record Foreign() implements Reading {}
  }

  static boolean isEnvironment(String text) {
    boolean plain = !text.isEmpty() && text.length() <= 16;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    return plain;
  }

  static String write(String environment, String id, String secret) {
    String body = PREFIX + environment + "_" + id + "_" + secret;
    return body + checksum(body);
  }

  /**
   * @param random 32 random bytes
   */
  static String secret(byte[] random) {
    return Base62.encode(random, SECRET_LENGTH);
  }

  static Reading read(String text) {
    if (!text.startsWith(PREFIX)) {
      return new Reading.Foreign();
    }
    int idStart = text.indexOf('_', PREFIX.length()) + 1;
    int tailStart = idStart + ID_LENGTH + 1;
    if (idStart == 0 || text.length() != tailStart + TAIL || text.charAt(tailStart - 1) != '_') {
      return new Reading.Mistyped();
    }
    String environment = text.substring(PREFIX.length(), idStart - 1);
    String id = text.substring(idStart, tailStart - 1);
    String secret = text.substring(tailStart, tailStart + SECRET_LENGTH);
    String body = text.substring(0, text.length() - CHECKSUM_LENGTH);
    boolean intact =
        isEnvironment(environment)
            && Base62.is(id)
            && Base62.is(secret)
            && MessageDigest.isEqual(bytes(checksum(body)), bytes(text.substring(body.length())));
    return intact
        ? new Reading.Key(environment, id, SecretText.of("api key secret", secret))
        : new Reading.Mistyped();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(bytes(body));
    return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
