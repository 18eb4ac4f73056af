package dev.portcullis.redaction.operators;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Choices that look random and are always the same for the same key, purpose and value. */
final class KeyedChoice {
  private final byte[] seed;
  private byte[] block = new byte[0];
  private int used;
  private int blocks;

  KeyedChoice(OperatorKey key, String purpose, String type, String value) {
    seed =
        OperatorKey.hmac(
            key.derive(purpose, 32),
            type.getBytes(StandardCharsets.UTF_8),
            new byte[1],
            value.getBytes(StandardCharsets.UTF_16BE));
  }

  /** A number from 0 to {@code bound} - 1; the bias is under 2^-31 for small bounds. */
  int below(int bound) {
    long number = 0;
    for (int i = 0; i < 6; i++) {
      number = number << 8 | next();
    }
    return (int) (number % bound);
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private int next() {
    if (used == block.length) {
      int n = blocks++;
      block =
          OperatorKey.hmac(
              seed, new byte[] {(byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n});
      used = 0;
    }
    return block[used++] & 0xff;
  }
}
