package dev.portcullis.redaction.text;

/**
 * Sorts characters into the 256 classes that the automata read.
 *
 * <p>Every ASCII character from space on is its own class. A detector set may give further
 * characters (Hangul, Thai and the like in its context words) a class of their own; all others
 * share a few classes by kind. Safe for threads: what it caches is always the same value.
 */
public final class Alphabet {
  /** Number of classes. */
  public static final int SIZE = 256;

  /** Class of the place before the first and after the last character. */
  public static final int EDGE = 1;

  /** Class of a control or unassigned character. */
  public static final int OTHER = 2;

  /** Class of an upper-case letter that is not ASCII. */
  public static final int UPPER = 3;

  /** Class of a lower-case letter that is not ASCII. */
  public static final int LOWER = 4;

  /** Class of a letter without case that is not ASCII. */
  public static final int LETTER = 5;

  /** Class of a symbol or mark that is not ASCII. */
  public static final int SYMBOL = 6;

  private static final int OWN = 128;

  private final byte[] classes = new byte[1 << 16];
  private final char[] folded = new char[1 << 16];
  private int own = OWN;

  /** An alphabet without characters of its own. */
  public Alphabet() {
    for (int c = 0; c < 128; c++) {
      boolean blank = c == '\n' || c == '\t' || c == '\r';
      classes[c] = (byte) ((c >= 32 && c < 127) || blank ? c : OTHER);
      folded[c] = (char) c;
    }
  }

  /** The class of a folded character, from 1 to 255. */
  public int of(char c) {
    int known = classes[c];
    return known != 0 ? known & 0xFF : classify(c);
  }

  /** Gives a folded character that is not ASCII a class of its own, shared when all are taken. */
  public synchronized int own(char c) {
    if (c < 128) {
      return of(c);
    }
    int known = classes[c] & 0xFF;
    if (known < OWN) {
      known = own < SIZE ? own++ : OWN + c % (SIZE - OWN);
      classes[c] = (byte) known;
    }
    return known;
  }

  /** Folds a code point, see {@link Folding}; the answer is remembered. */
  public char fold(int codePoint) {
    if (codePoint >= 1 << 16) {
      return Folding.fold(codePoint);
    }
    char known = folded[codePoint];
    if (known == 0 && codePoint != 0) {
      known = Folding.fold(codePoint);
      folded[codePoint] = known;
    }
    return known;
  }

  private int classify(char c) {
    int kind =
        switch (Character.getType(c)) {
          case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
          case Character.LOWERCASE_LETTER -> LOWER;
          case Character.OTHER_LETTER, Character.MODIFIER_LETTER, Character.LETTER_NUMBER -> LETTER;
          case Character.CONTROL, Character.UNASSIGNED, Character.SURROGATE -> OTHER;
          default -> SYMBOL;
        };
    classes[c] = (byte) kind;
    return kind;
  }
}
