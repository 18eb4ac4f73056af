package dev.portcullis.redaction.operators;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES-CMAC (RFC 4493), which the JDK does not bring. */
final class Cmac {
  private static final int BLOCK = 16;

  private final Cipher cipher;
  private final byte[] whole;
  private final byte[] padded;

  Cmac(byte[] key) {
    cipher = encryptor(key);
    whole = doubled(block(new byte[BLOCK]));
    padded = doubled(whole);
  }

  byte[] of(byte[] message) {
    byte[] chain = new byte[BLOCK];
    int last = message.length == 0 ? 0 : (message.length - 1) / BLOCK * BLOCK;
    for (int at = 0; at < last; at += BLOCK) {
      xor(chain, message, at, BLOCK);
      chain = block(chain);
    }
    int rest = message.length - last;
    xor(chain, message, last, rest);
    if (rest < BLOCK) {
      chain[rest] ^= (byte) 0x80;
    }
    xor(chain, rest < BLOCK ? padded : whole, 0, BLOCK);
    return block(chain);
  }

  /** Multiplication by x in GF(2^128). */
  static byte[] doubled(byte[] block) {
    byte[] result = Arrays.copyOf(block, BLOCK);
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int value = block[i] & 0xff;
      result[i] = (byte) (value << 1 | carry);
      carry = value >> 7;
    }
    // Branch-free, so that timing says nothing of the key.
    result[BLOCK - 1] ^= (byte) (0x87 & -carry);
    return result;
  }

  /** A cipher that encrypts single blocks. */
  static Cipher encryptor(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES/ECB", e);
    }
  }

  private byte[] block(byte[] input) {
    try {
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a block of 16 bytes was refused", e);
    }
  }

  private static void xor(byte[] into, byte[] with, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[i] ^= with[from + i];
    }
  }
}
