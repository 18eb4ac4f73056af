package dev.portcullis.redaction.validate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Addresses of Bitcoin: Base58Check, and Bech32 and Bech32m (BIP 173, BIP 350). */
final class Wallets {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Wallets() {}

  static boolean isBase58Check(char[] v) {
    byte[] number = new byte[25];
    for (char c : v) {
      int carry = BASE58.indexOf(c);
      if (carry < 0) {
        return false;
      }
      for (int i = number.length - 1; i >= 0; i--) {
        carry += 58 * (number[i] & 0xFF);
        number[i] = (byte) carry;
        carry >>= 8;
      }
      if (carry != 0) {
        return false;
      }
    }
    byte[] check = sha256(sha256(Arrays.copyOf(number, 21)));
    return Arrays.equals(Arrays.copyOf(check, 4), Arrays.copyOfRange(number, 21, 25));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  static boolean isBech32(char[] v) {
    String text = new String(v);
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    if (!text.equals(lower) && !text.equals(text.toUpperCase(java.util.Locale.ROOT))) {
      return false;
    }
    int separator = lower.indexOf('1');
    int check = 1;
    for (int i = 0; i < separator; i++) {
      check = polymod(check, lower.charAt(i) >> 5);
    }
    check = polymod(check, 0);
    for (int i = 0; i < separator; i++) {
      check = polymod(check, lower.charAt(i) & 31);
    }
    for (int i = separator + 1; i < lower.length(); i++) {
      int value = BECH32.indexOf(lower.charAt(i));
      if (value < 0) {
        return false;
      }
      check = polymod(check, value);
    }
    return check == 1 || check == 0x2bc830a3;
  }

  private static int polymod(int check, int value) {
    int top = check >>> 25;
    int next = ((check & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < 5; i++) {
      next ^= ((top >> i) & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }
}
