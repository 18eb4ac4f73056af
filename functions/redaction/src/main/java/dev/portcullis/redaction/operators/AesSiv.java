package dev.portcullis.redaction.operators;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Deterministic authenticated encryption by AES-SIV (RFC 5297): equal plaintexts under equal
 * associated data give equal ciphertexts, and nothing else is told; a changed ciphertext does not
 * open.
 */
final class AesSiv {
  private static final int BLOCK = 16;

  private final byte[] macKey;
  private final SecretKeySpec cipherKey;

  /** {@code key} is 32, 48 or 64 bytes: half for the MAC and half for the cipher. */
  AesSiv(byte[] key) {
    if (key.length != 32 && key.length != 48 && key.length != 64) {
      throw new IllegalArgumentException("an AES-SIV key has 32, 48 or 64 bytes");
    }
    macKey = Arrays.copyOf(key, key.length / 2);
    cipherKey = new SecretKeySpec(key, key.length / 2, key.length / 2, "AES");
  }

  /** The synthetic IV and the ciphertext. */
  byte[] seal(byte[] plaintext, byte[]... associated) {
    byte[] iv = s2v(plaintext, associated);
    byte[] sealed = Arrays.copyOf(iv, BLOCK + plaintext.length);
    System.arraycopy(counter(iv, plaintext, 0), 0, sealed, BLOCK, plaintext.length);
    return sealed;
  }

  /** The plaintext; empty if the ciphertext is not authentic. */
  Optional<byte[]> open(byte[] sealed, byte[]... associated) {
    if (sealed.length < BLOCK) {
      return Optional.empty();
    }
    byte[] iv = Arrays.copyOf(sealed, BLOCK);
    byte[] plaintext = counter(iv, sealed, BLOCK);
    return MessageDigest.isEqual(iv, s2v(plaintext, associated))
        ? Optional.of(plaintext)
        : Optional.empty();
  }

  /** RFC 5297, section 2.4. */
  private byte[] s2v(byte[] plaintext, byte[]... associated) {
    Cmac mac = new Cmac(macKey);
    byte[] d = mac.of(new byte[BLOCK]);
    for (byte[] each : associated) {
      d = Cmac.doubled(d);
      xor(d, mac.of(each), 0);
    }
    if (plaintext.length >= BLOCK) {
      byte[] last = plaintext.clone();
      xor(last, d, last.length - BLOCK);
      return mac.of(last);
    }
    d = Cmac.doubled(d);
    byte[] padded = Arrays.copyOf(plaintext, BLOCK);
    padded[plaintext.length] = (byte) 0x80;
    xor(d, padded, 0);
    return mac.of(d);
  }

  private byte[] counter(byte[] iv, byte[] input, int from) {
    byte[] start = iv.clone();
    // Two bits are cleared so that implementations may add to 32-bit halves (section 2.5).
    start[8] &= 0x7f;
    start[12] &= 0x7f;
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(start));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES/CTR", e);
    }
  }

  private static void xor(byte[] into, byte[] with, int at) {
    for (int i = 0; i < with.length; i++) {
      into[at + i] ^= with[i];
    }
  }
}
