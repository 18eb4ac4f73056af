package dev.portcullis.audit.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The id of an event follows from where, which request and which stage: a retry has the same. */
final class EventIds {
  private EventIds() {}

  /**
   * 128 bits of SHA-256 as 32 hexadecimal digits. Nothing in it is personal: the request id is our
   * own random one.
   */
  static String of(String source, String requestId, String stage) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (String part : new String[] {source, requestId, stage}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // The length in front keeps two different triples from being one string.
      sha.update((byte) (bytes.length >>> 8));
      sha.update((byte) bytes.length);
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 16);
  }
}
