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
  private long v0;
  private long v1;
  private long v2;
  private long v3;

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
    v0 = k0 ^ 0x736f6d6570736575L;
    v1 = k1 ^ 0x646f72616e646f6dL;
    v2 = k0 ^ 0x6c7967656e657261L;
    v3 = k1 ^ 0x7465646279746573L;
    long word = 0;
    int words = length & ~7;
    for (int i = 0; i < words; i += 8) {
      mix((long) LITTLE_ENDIAN.get(data, from + i));
    }
    for (int i = words; i < length; i++) {
      word |= (data[from + i] & 255L) << (8 * (i & 7));
    }
    mix(word | (long) length << 56);
    v2 ^= 255;
    for (int i = 0; i < 4; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void mix(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private void round() {
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
}
