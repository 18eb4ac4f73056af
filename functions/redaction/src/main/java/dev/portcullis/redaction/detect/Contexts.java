package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.CharSet;
import dev.portcullis.redaction.text.Alphabet;
import dev.portcullis.redaction.validate.Validator;
import java.util.Arrays;

/**
 * Where each context word was last seen. Only words before a value count, and only {@link #REACH}
 * characters back, so that a stream knows as much as the whole text does.
 */
final class Contexts {
  /** How many folded characters before a value a word may end; no more are kept for validators. */
  static final int REACH = Validator.LOOK_BACK;

  private static final int NEVER = Integer.MIN_VALUE / 2;

  private final Program program;
  private final int[] seen;
  private int[] pending = new int[0];

  Contexts(Program program) {
    this.program = program;
    this.seen = new int[program.contextWords.length];
    Arrays.fill(seen, NEVER);
  }

  /** What stands before an island also stands before everything in it. */
  Contexts inside(int index) {
    Contexts inner = new Contexts(program);
    for (int i = 0; i < seen.length; i++) {
      inner.seen[i] = seen[i] == NEVER ? NEVER : Math.min(0, seen[i] - index);
    }
    return inner;
  }

  /** Takes notice of the literals that end at {@code index}. */
  void notice(int[] literals, int index, byte[] classes) {
    for (int literal : literals) {
      int word = program.literalWord[literal];
      if (word >= 0) {
        int before = index - program.literalLength[literal];
        boolean starts = before < 0 || !CharSet.LETTER.has(classes[before] & 0xFF);
        if (starts && program.wholeWord[word]) {
          pending = Arrays.copyOf(pending, pending.length + 1);
          pending[pending.length - 1] = word;
        } else if (starts) {
          seen[word] = index + 1;
        }
      }
    }
  }

  /** Settles short words that ended just before {@code index}, which must not go on there. */
  void settle(int index, int characterClass) {
    if (pending.length > 0) {
      if (characterClass == Alphabet.EDGE || !CharSet.LETTER.has(characterClass)) {
        for (int word : pending) {
          seen[word] = index;
        }
      }
      pending = new int[0];
    }
  }

  /** The first of these words that stands before {@code start}, or -1. */
  int find(int[] words, int start) {
    for (int word : words) {
      if (seen[word] >= start - REACH) {
        return word;
      }
    }
    return -1;
  }

  void drop(int count) {
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Math.max(NEVER, seen[i] - count);
    }
  }
}
