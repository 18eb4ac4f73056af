package dev.portcullis.audit.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * SipHash-2-4 under a key of this run: short enough to keep millions, and nobody who wrote the log
 * can have made two names collide.
 */
final class KeyedHash {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long k0;
  private final long k1;

  KeyedHash(RandomGenerator random) {
    this(random.nextLong(), random.nextLong());
  }

  KeyedHash(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  long of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    return of(bytes, 0, bytes.length);
  }

  long of(byte[] data, int from, int length) {
    // Four local variables: as fields, each round would write them to memory.
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int words = length >> 3;
    for (int word = 0; word <= words; word++) {
      long m =
          word < words
              ? (long) LITTLE_ENDIAN.get(data, from + 8 * word)
              : rest(data, from + 8 * words, length);
      v3 ^= m;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= m;
    }
    v2 ^= 255;
    for (int round = 0; round < 4; round++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  /** The last word: what is left of the data, and its length in the highest byte. */
  private static long rest(byte[] data, int from, int length) {
    long word = (long) length << 56;
    if (length > 7 && (length & 7) > 0) {
      // The last eight bytes at once; those that belong to the word before it are shifted out.
      long last = (long) LITTLE_ENDIAN.get(data, from + (length & 7) - 8);
      return word | last >>> (64 - 8 * (length & 7));
    }
    for (int i = 0; i < (length & 7); i++) {
      word |= (data[from + i] & 255L) << (8 * i);
    }
    return word;
  }
}
