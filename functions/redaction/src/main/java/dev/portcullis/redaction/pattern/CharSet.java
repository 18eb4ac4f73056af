package dev.portcullis.redaction.pattern;

import dev.portcullis.redaction.text.Alphabet;
import java.util.Arrays;

/** An immutable set of character classes. */
public final class CharSet {
  private static final CharSet[] SINGLE = new CharSet[Alphabet.SIZE];

  static {
    for (int i = 0; i < SINGLE.length; i++) {
      SINGLE[i] = range(i, i);
    }
  }

  /** Nothing. */
  public static final CharSet NONE = new CharSet(new long[4]);

  /** The ten digits. */
  public static final CharSet DIGIT = range('0', '9');

  /** ASCII and other letters of both cases and of none. */
  public static final CharSet LETTER =
      range('a', 'z')
          .or(range('A', 'Z'))
          .or(range(Alphabet.UPPER, Alphabet.LETTER))
          .or(range(128, 255));

  /**
   * ASCII letters, digits, the underscore, and other letters that have case; not Hangul and the
   * like.
   */
  public static final CharSet WORD =
      range('a', 'z')
          .or(range('A', 'Z'))
          .or(range(Alphabet.UPPER, Alphabet.LOWER))
          .or(DIGIT)
          .or(of('_'));

  private final long[] bits;

  private CharSet(long[] bits) {
    this.bits = bits;
  }

  /** One class. */
  public static CharSet of(int characterClass) {
    return SINGLE[characterClass];
  }

  /** Every class from {@code first} to {@code last}. */
  public static CharSet range(int first, int last) {
    long[] bits = new long[4];
    for (int i = first; i <= last; i++) {
      bits[i >> 6] |= 1L << (i & 63);
    }
    return new CharSet(bits);
  }

  /** Whether the class is in the set. */
  public boolean has(int characterClass) {
    return ((bits[characterClass >> 6] >>> (characterClass & 63)) & 1) != 0;
  }

  /** The union. */
  public CharSet or(CharSet other) {
    long[] union = bits.clone();
    for (int i = 0; i < 4; i++) {
      union[i] |= other.bits[i];
    }
    return new CharSet(union);
  }

  /** Every character that is not in this set; places before and after the text are in neither. */
  public CharSet complement() {
    long[] rest = new long[4];
    for (int i = 0; i < 4; i++) {
      rest[i] = ~bits[i];
    }
    rest[0] &= ~(1L | (1L << Alphabet.EDGE));
    return new CharSet(rest);
  }

  /** The set with both cases of every ASCII letter in it. */
  CharSet anyCase() {
    // Both cases of a letter lie 32 bits apart in the second word.
    long letters = 0x07FFFFFEL;
    long either = (bits[1] | bits[1] >>> 32) & letters;
    if ((either | either << 32) == (bits[1] & (letters | letters << 32))) {
      return this;
    }
    long[] both = bits.clone();
    both[1] |= either | either << 32;
    return new CharSet(both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharSet set && Arrays.equals(bits, set.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }
}
