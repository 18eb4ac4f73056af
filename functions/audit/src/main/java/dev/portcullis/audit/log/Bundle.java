package dev.portcullis.audit.log;

import java.util.Arrays;

/** An entry bundle that is being filled: each entry behind its length in two bytes. */
final class Bundle {
  private byte[] bytes = new byte[64 << 10];
  private int length;

  Bundle() {}

  Bundle(byte[] start) {
    add(start, 0, start.length);
  }

  void add(IntakeBatch from, int i) {
    add(from.stored(), from.framed(i), from.framedLength(i));
  }

  private void add(byte[] from, int at, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  /** What there is, and starts again with nothing. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }
}
