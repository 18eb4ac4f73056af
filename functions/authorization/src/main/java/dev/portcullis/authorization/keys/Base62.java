package dev.portcullis.authorization.keys;

import java.math.BigInteger;

/** Numbers in digits, capitals and small letters; always the same length for the same width. */
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(62);

  private Base62() {}

  /** The lowest {@code width} digits of a number that is 0 or more, zeros in front. */
  static String encode(BigInteger number, int width) {
    char[] out = new char[width];
    BigInteger rest = number;
    for (int i = width - 1; i >= 0; i--) {
      BigInteger[] split = rest.divideAndRemainder(RADIX);
      out[i] = DIGITS.charAt(split[1].intValue());
      rest = split[0];
    }
    return new String(out);
  }

  /** The lowest {@code width} digits of the number that some bytes spell. */
  static String encode(byte[] bytes, int width) {
    return encode(new BigInteger(1, bytes), width);
  }

  static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
