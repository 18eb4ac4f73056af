package dev.portcullis.audit.record;

import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keyed digests (HMAC-SHA-256, RFC 2104) under one key; a digest of one purpose never equals
 * one of another purpose, even of the same content.
 *
 * <p>Plain hashes of prompts, names or addresses can be guessed from a word list; keyed ones cannot
 * be without the key, and destroying the key makes every one of them meaningless. Safe for
 * concurrent use.
 */
public final class Digests {
  private final String keyId;
  private final SecretKeySpec key;

  /**
   * Digests under one key.
   *
   * @param keyId the key's name, 1 to 64 characters of {@code [A-Za-z0-9._-]}
   * @param key at least 16 bytes, otherwise {@link IllegalArgumentException}
   */
  public Digests(String keyId, SecretBytes key) {
    this.keyId = Objects.requireNonNull(keyId, "keyId");
    if (key.length() < 16) {
      throw new IllegalArgumentException("a digest key of fewer than 16 bytes");
    }
    this.key = new SecretKeySpec(key.reveal(), "HmacSHA256");
  }

  /** The id that every digest made here carries. */
  public String keyId() {
    return keyId;
  }

  /** The digest of text, as UTF-8. */
  public KeyedDigest of(String purpose, String content) {
    return of(purpose, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of bytes; {@code purpose} separates uses and is part of what is digested. */
  public KeyedDigest of(String purpose, byte[] content) {
    Running running = running(purpose);
    running.update(content, 0, content.length);
    return running.finish().digest();
  }

  /** A digest over bytes that arrive in pieces; any cutting gives the digest of the whole. */
  public Running running(String purpose) {
    Mac mac = mac();
    // The length in front keeps ("ab", "c") and ("a", "bc") apart.
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    mac.update((byte) (name.length >>> 8));
    mac.update((byte) name.length);
    mac.update(name);
    return new Running(keyId, mac);
  }

  /** A digest in the making, for one thread; counts the bytes too. */
  public static final class Running {
    private final String keyId;
    private final Mac mac;
    private long bytes;

    private Running(String keyId, Mac mac) {
      this.keyId = keyId;
      this.mac = mac;
    }

    /** Adds bytes. */
    public void update(byte[] content, int offset, int length) {
      mac.update(content, offset, length);
      bytes += length;
    }

    /** The digest and size of all that was added. Call it once. */
    public ContentDigest finish() {
      return new ContentDigest(
          new KeyedDigest(keyId, HexFormat.of().formatHex(mac.doFinal())), bytes);
    }
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Shows the key's name only. */
  @Override
  public String toString() {
    return "Digests[" + keyId + "]";
  }
}
