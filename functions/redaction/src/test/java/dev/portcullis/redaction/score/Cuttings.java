package dev.portcullis.redaction.score;

import java.util.Random;

/**
 * Delivers texts under many cuttings and fails at the first byte that differs: cut once at every
 * place, one character at a time, at random, and inside every surrogate pair and escape at once.
 */
final class Cuttings {
  private static final int RANDOM = 20;

  private final int everyPlaceTo;
  private final Random random;
  int texts;
  int cutShort;
  long cuttings;
  long insidePairs;
  long insideEscapes;

  /** {@code everyPlaceTo}: longer texts are cut once at every place of their first so many. */
  Cuttings(int everyPlaceTo, long seed) {
    this.everyPlaceTo = everyPlaceTo;
    this.random = new Random(seed);
  }

  /** Throws an {@link AssertionError} that names the cutting, and nothing of the text. */
  void check(String name, Delivery delivery, String text) {
    String expected = delivery.expected(text);
    int length = text.length();
    texts++;
    cutShort += length > everyPlaceTo ? 1 : 0;
    for (int at = 0; at <= Math.min(length, everyPlaceTo); at++) {
      same(name, delivery, text, expected, at);
      insidePairs += isInsidePair(text, at) ? 1 : 0;
      insideEscapes += isInsideEscape(text, at) ? 1 : 0;
    }
    for (int i = 0; i < RANDOM; i++) {
      int[] cuts =
          random.ints(1 + random.nextInt(8 + length / 16), 0, length + 1).sorted().toArray();
      same(name, delivery, text, expected, cuts);
    }
    int[] every = new int[length];
    int[] inside = new int[length];
    int count = 0;
    for (int at = 0; at < length; at++) {
      every[at] = at;
      if (isInsidePair(text, at) || isInsideEscape(text, at)) {
        inside[count++] = at;
      }
    }
    same(name, delivery, text, expected, every);
    same(name, delivery, text, expected, java.util.Arrays.copyOf(inside, count));
  }

  private void same(String name, Delivery delivery, String text, String expected, int... cuts) {
    cuttings++;
    String delivered = delivery.deliver(text, cuts);
    if (!delivered.equals(expected)) {
      int at = 0;
      while (at < Math.min(delivered.length(), expected.length())
          && delivered.charAt(at) == expected.charAt(at)) {
        at++;
      }
      String where = cuts.length > 12 ? cuts.length + " cuts" : java.util.Arrays.toString(cuts);
      throw new AssertionError(name + " differs at " + at + " when cut at " + where);
    }
  }

  private static boolean isInsidePair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  /** Whether a backslash, percent sign or ampersand stands at most five characters before. */
  private static boolean isInsideEscape(String text, int at) {
    for (int i = at - 1; i >= Math.max(0, at - 5); i--) {
      char c = text.charAt(i);
      if (c == '\\' || c == '%' || c == '&') {
        return at < text.length();
      }
    }
    return false;
  }
}
