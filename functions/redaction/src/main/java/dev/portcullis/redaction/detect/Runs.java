package dev.portcullis.redaction.detect;

import org.jspecify.annotations.Nullable;

/**
 * Follows two shapes that can hide a value: an unbroken run of base64 characters, and single
 * characters with one space between them. Knows only what it has passed, so it needs no look ahead.
 */
final class Runs {
  /** A longer run is looked at in pieces of about this many original units. */
  static final int LONGEST = 400;

  private static final int SINGLES = 8;
  private static final byte[] KIND = kinds();

  int start = -1;
  int singles = -1;
  private int padding;
  private int lastSingle = -1;

  /** Whether the run that is open ends before a character of this class. */
  boolean endsBefore(int characterClass) {
    if (start < 0) {
      return false;
    }
    return characterClass == '=' ? padding >= 2 : padding > 0 || KIND[characterClass] != 2;
  }

  /** Whether taking a further character of the open run, after one of it, would change nothing. */
  boolean isSteady() {
    return start >= 0 && padding == 0 && singles < 0;
  }

  /** Whether a character of this class goes on with a run. */
  static boolean goesOn(int characterClass) {
    return KIND[characterClass] == 2;
  }

  /** Takes one character after the run before it, if it ended, was closed. */
  void take(int index, int characterClass) {
    if (start >= 0) {
      padding += characterClass == '=' ? 1 : 0;
    } else if (KIND[characterClass] == 2) {
      start = index;
      padding = 0;
    }
  }

  /** Ends the run before {@code index}; what it decodes to, or null. */
  @Nullable Island close(int index, char[] text) {
    int from = start;
    start = -1;
    padding = 0;
    if (index - from < Decoding.SHORTEST) {
      return null;
    }
    String content = Decoding.decode(text, from, index);
    return content == null ? null : new Island(from, index, content, 0);
  }

  /** Whether this character breaks the sequence of single characters that is open. */
  boolean breaksSingles(int index, int before, int characterClass) {
    if (singles < 0) {
      return false;
    }
    boolean blank = characterClass == ' ';
    return blank ? before == ' ' : !(before == ' ' && lastSingle == index - 2);
  }

  /** Takes one character after a broken sequence was closed. */
  void takeSingle(int index, int before, int characterClass) {
    if (characterClass == ' ' || KIND[characterClass] == 0) {
      return;
    }
    if (singles >= 0) {
      lastSingle = index;
    } else if (KIND[before] != 2) {
      singles = index;
      lastSingle = index;
    }
  }

  /** Ends the sequence; what it spells, or null. {@code next} is the class that broke it. */
  @Nullable Island closeSingles(char[] text, int before, int next) {
    int from = singles;
    singles = -1;
    boolean fused = KIND[next] == 2 && before != ' ';
    int last = fused ? lastSingle - 2 : lastSingle;
    int count = (last - from) / 2 + 1;
    if (count < SINGLES) {
      return null;
    }
    StringBuilder content = new StringBuilder(count);
    for (int i = from; i <= last; i += 2) {
      content.append(text[i]);
    }
    return new Island(from, last + 1, content.toString(), 2);
  }

  void drop(int count) {
    start = start < 0 ? -1 : start - count;
    singles = singles < 0 ? -1 : singles - count;
    lastSingle -= count;
  }

  /** 0 blank or nothing, 1 printable, 2 part of a base64 run. */
  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = 33; c < 127; c++) {
      boolean run =
          (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || "+/-_".indexOf(c) >= 0;
      kinds[c] = (byte) (run ? 2 : 1);
    }
    return kinds;
  }
}
