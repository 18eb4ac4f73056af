package dev.portcullis.audit.verify;

import java.util.Arrays;

/** A set of numbers in one array, because a million boxed ones do not fit the verifier's memory. */
final class LongSet {
  private long[] slots;
  private boolean zero;
  private int size;

  /** A set that takes {@code 1 << (bits - 1)} numbers before it grows. */
  LongSet(int bits) {
    this.slots = new long[1 << bits];
  }

  /** True if the number is new. */
  boolean add(long number) {
    if (number == 0) {
      boolean added = !zero;
      zero = true;
      return added;
    }
    int at = find(slots, number);
    if (slots[at] == number) {
      return false;
    }
    slots[at] = number;
    if (++size * 2 > slots.length) {
      long[] larger = new long[slots.length * 2];
      for (long slot : slots) {
        if (slot != 0) {
          larger[find(larger, slot)] = slot;
        }
      }
      slots = larger;
    }
    return true;
  }

  boolean contains(long number) {
    return number == 0 ? zero : slots[find(slots, number)] == number;
  }

  int size() {
    return size + (zero ? 1 : 0);
  }

  void clear() {
    Arrays.fill(slots, 0);
    zero = false;
    size = 0;
  }

  private static int find(long[] slots, long number) {
    int at = place(slots, number);
    while (slots[at] != 0 && slots[at] != number) {
      at = at + 1 & slots.length - 1;
    }
    return at;
  }

  private static int place(long[] slots, long number) {
    return (int) (number ^ number >>> 32) & slots.length - 1;
  }
}
