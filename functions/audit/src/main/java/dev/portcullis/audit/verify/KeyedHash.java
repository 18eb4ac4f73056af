package dev.portcullis.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * SipHash-2-4 under a key of this run: short enough to keep millions, and nobody who wrote the log
 * can have made two names collide.
 */
final class KeyedHash {
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
    return of(name.getBytes(StandardCharsets.ISO_8859_1));
  }

  long of(byte[] data) {
    v0 = k0 ^ 0x736f6d6570736575L;
    v1 = k1 ^ 0x646f72616e646f6dL;
    v2 = k0 ^ 0x6c7967656e657261L;
    v3 = k1 ^ 0x7465646279746573L;
    long word = 0;
    for (int i = 0; i < data.length; i++) {
      word |= (data[i] & 255L) << (8 * (i & 7));
      if ((i & 7) == 7) {
        mix(word);
        word = 0;
      }
    }
    mix(word | (long) data.length << 56);
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
