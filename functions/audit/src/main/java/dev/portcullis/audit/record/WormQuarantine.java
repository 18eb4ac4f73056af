package dev.portcullis.audit.record;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.KeyWrapping.Wrapped;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretBytes;
import dev.portcullis.ports.WormStore;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps each record's bytes in a write-once object of its own, encrypted (AES-256-GCM) under a key
 * made for it alone, which the key service wraps; only whoever may use that service can read it.
 *
 * <p>Event id and bytes are bound together: a sealed object opens for its own event only. Safe for
 * concurrent use.
 */
public final class WormQuarantine implements Quarantine {
  /** What every quarantined object's key starts with. */
  public static final String PREFIX = "quarantine/";

  private static final byte[] MAGIC =
      "portcullis-quarantine-v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int IV = 12;
  private static final int TAG_BITS = 128;
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final WormStore store;
  private final KeyWrapping wrapping;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration retention;

  /**
   * A quarantine.
   *
   * @param random cryptographically strong, for keys
   * @param retention how long no object may be removed
   */
  public WormQuarantine(
      WormStore store,
      KeyWrapping wrapping,
      SecureRandom random,
      InstantSource clock,
      Duration retention) {
    this.store = store;
    this.wrapping = wrapping;
    this.random = random;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public Optional<Kept> keep(String eventId, byte[] bytes) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    byte[] iv = new byte[IV];
    random.nextBytes(iv);
    Wrapped wrapped = wrapping.wrap(SecretBytes.of("quarantine", key), PREFIX + eventId);
    byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, iv, eventId, bytes);
    byte[] keyId = wrapped.keyId().getBytes(StandardCharsets.UTF_8);
    ByteBuffer sealed =
        ByteBuffer.allocate(
            MAGIC.length + 4 + keyId.length + wrapped.bytes().length + IV + closed.length);
    sealed.put(MAGIC).putShort((short) keyId.length).put(keyId);
    sealed.putShort((short) wrapped.bytes().length).put(wrapped.bytes()).put(iv).put(closed);
    String digest = sha256(sealed.array());
    Instant now = clock.instant();
    String object = PREFIX + HOUR.format(now) + "/" + eventId + "-" + digest.substring(0, 16);
    if (!(store.create(object, sealed.array(), now.plus(retention)) instanceof WormStore.Created)) {
      throw new PortException(Code.UNAVAILABLE, object + " is taken");
    }
    return Optional.of(new Kept(object, digest));
  }

  /**
   * The bytes of an event's record.
   *
   * @param kept what the envelope in the log says
   * @throws PortException MISSING if the object or its key is gone; CORRUPT if the object is not
   *     exactly what the envelope says, or another event's
   */
  public byte[] open(String eventId, Kept kept) {
    byte[] sealed =
        store
            .get(kept.object())
            .orElseThrow(() -> new PortException(Code.MISSING, kept.object() + " is not there"));
    if (!sha256(sealed).equals(kept.sha256())) {
      throw corrupt(kept);
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(sealed);
      if (!Arrays.equals(bytes(in, MAGIC.length), MAGIC)) {
        throw corrupt(kept);
      }
      String keyId = new String(bytes(in, in.getShort() & 0xffff), StandardCharsets.UTF_8);
      Wrapped wrapped = new Wrapped(keyId, bytes(in, in.getShort() & 0xffff));
      byte[] iv = bytes(in, IV);
      byte[] key = wrapping.unwrap(wrapped, PREFIX + eventId).reveal();
      return cipher(Cipher.DECRYPT_MODE, key, iv, eventId, bytes(in, in.remaining()));
    } catch (BufferUnderflowException e) {
      throw corrupt(kept);
    }
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] cipher(int mode, byte[] key, byte[] iv, String eventId, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(eventId.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new PortException(Code.CORRUPT, "a record in quarantine");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static PortException corrupt(Kept kept) {
    return new PortException(Code.CORRUPT, kept.object() + " is not what the envelope says");
  }
}
