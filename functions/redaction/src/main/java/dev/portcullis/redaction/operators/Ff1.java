package dev.portcullis.redaction.operators;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Format-preserving encryption by FF1 (NIST SP 800-38G, algorithms 7 and 8) over strings of
 * numerals.
 *
 * <p>Domains under one million are refused, as the second draft of Revision 1 requires.
 */
final class Ff1 {
  static final int LONGEST = 512;
  private static final BigInteger SMALLEST_DOMAIN = BigInteger.valueOf(1_000_000);
  private static final int ROUNDS = 10;
  private static final int BLOCK = 16;

  private final Cipher aes;
  private final int radix;

  /** {@code key} is 16, 24 or 32 bytes; {@code radix} 2 to 65,536. */
  Ff1(byte[] key, int radix) {
    if (radix < 2 || radix > 65_536) {
      throw new IllegalArgumentException("a radix is 2 to 65536");
    }
    this.aes = Cmac.encryptor(key);
    this.radix = radix;
  }

  /** Whether strings of this length have at least a million values and are not too long. */
  static boolean allows(int radix, int length) {
    return length >= 2
        && length <= LONGEST
        && BigInteger.valueOf(radix).pow(length).compareTo(SMALLEST_DOMAIN) >= 0;
  }

  int[] encrypt(int[] numerals, byte[] tweak) {
    return run(numerals, tweak, true);
  }

  int[] decrypt(int[] numerals, byte[] tweak) {
    return run(numerals, tweak, false);
  }

  private int[] run(int[] numerals, byte[] tweak, boolean forward) {
    int n = numerals.length;
    if (!allows(radix, n)) {
      throw new IllegalArgumentException("a domain under one million, or too long a value");
    }
    int u = n / 2;
    int v = n - u;
    BigInteger a = number(numerals, 0, u);
    BigInteger b = number(numerals, u, n);
    BigInteger base = BigInteger.valueOf(radix);
    int bytes = (base.pow(v).subtract(BigInteger.ONE).bitLength() + 7) / 8;
    int length = 4 * ((bytes + 3) / 4) + 4;
    byte[] p = head(n, u, tweak.length);
    for (int round = 0; round < ROUNDS; round++) {
      int i = forward ? round : ROUNDS - 1 - round;
      int m = i % 2 == 0 ? u : v;
      BigInteger y = function(p, tweak, i, forward ? b : a, bytes, length);
      BigInteger modulus = base.pow(m);
      BigInteger c = (forward ? a.add(y) : b.subtract(y)).mod(modulus);
      if (forward) {
        a = b;
        b = c;
      } else {
        b = a;
        a = c;
      }
    }
    int[] result = new int[n];
    digits(a, result, 0, u);
    digits(b, result, u, n);
    return result;
  }

  /** Step 5: the first block, which fixes radix, lengths and rounds. */
  private byte[] head(int n, int u, int tweakLength) {
    return ByteBuffer.allocate(BLOCK)
        .put(new byte[] {1, 2, 1, (byte) (radix >> 16), (byte) (radix >> 8), (byte) radix, 10})
        .put((byte) u)
        .putInt(n)
        .putInt(tweakLength)
        .array();
  }

  /** Steps 6i to 6iv: the round function's number. */
  private BigInteger function(
      byte[] p, byte[] tweak, int round, BigInteger half, int bytes, int length) {
    int used = tweak.length + bytes + 1;
    byte[] q = new byte[(used + BLOCK - 1) / BLOCK * BLOCK];
    System.arraycopy(tweak, 0, q, 0, tweak.length);
    q[q.length - bytes - 1] = (byte) round;
    byte[] number = half.toByteArray();
    int count = Math.min(bytes, number.length);
    System.arraycopy(number, number.length - count, q, q.length - count, count);
    byte[] r = chained(p, q);
    byte[] s = Arrays.copyOf(r, (length + BLOCK - 1) / BLOCK * BLOCK);
    for (int j = 1; j * BLOCK < s.length; j++) {
      byte[] block = r.clone();
      for (int k = 0; k < 4; k++) {
        block[BLOCK - 1 - k] ^= (byte) (j >> (8 * k));
      }
      System.arraycopy(block(block), 0, s, j * BLOCK, BLOCK);
    }
    return new BigInteger(1, Arrays.copyOf(s, length));
  }

  /** PRF: CBC-MAC over the two parts. */
  private byte[] chained(byte[] p, byte[] q) {
    byte[] chain = block(p);
    for (int at = 0; at < q.length; at += BLOCK) {
      for (int k = 0; k < BLOCK; k++) {
        chain[k] ^= q[at + k];
      }
      chain = block(chain);
    }
    return chain;
  }

  private byte[] block(byte[] input) {
    try {
      return aes.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a block of 16 bytes was refused", e);
    }
  }

  private BigInteger number(int[] numerals, int from, int to) {
    BigInteger number = BigInteger.ZERO;
    for (int i = from; i < to; i++) {
      number = number.multiply(BigInteger.valueOf(radix)).add(BigInteger.valueOf(numerals[i]));
    }
    return number;
  }

  private void digits(BigInteger number, int[] into, int from, int to) {
    BigInteger rest = number;
    for (int i = to - 1; i >= from; i--) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(radix));
      into[i] = parts[1].intValue();
      rest = parts[0];
    }
  }
}
