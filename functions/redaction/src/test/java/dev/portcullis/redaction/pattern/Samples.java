package dev.portcullis.redaction.pattern;

import dev.portcullis.redaction.text.Alphabet;
import java.util.Random;

/** Texts that a pattern matches, made at random from the pattern itself. */
public final class Samples {
  private final Random random;
  private final char[] letters = new char[Alphabet.SIZE];

  /** {@code alphabet}: the one whose classes the patterns were compiled for. */
  public Samples(Alphabet alphabet, Random random) {
    this.random = random;
    for (int c = Character.MAX_VALUE; c > 0; c--) {
      boolean plain = !Character.isSurrogate((char) c) && alphabet.fold(c) == c;
      if (plain) {
        letters[alphabet.of((char) c)] = (char) c;
      }
    }
  }

  /** One such text. */
  public String of(Pattern pattern) {
    StringBuilder text = new StringBuilder();
    add(pattern.node(), text);
    return text.toString();
  }

  private void add(Node node, StringBuilder text) {
    if (node instanceof Node.Chars chars) {
      text.append(letter(chars.set()));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.parts().forEach(part -> add(part, text));
    } else if (node instanceof Node.Choice choice) {
      add(choice.parts().get(random.nextInt(choice.parts().size())), text);
    } else if (node instanceof Node.Repeat repeat) {
      int most = repeat.max() < 0 ? repeat.min() + 3 : Math.min(repeat.max(), repeat.min() + 3);
      for (int i = repeat.min() + random.nextInt(most - repeat.min() + 1); i > 0; i--) {
        add(repeat.part(), text);
      }
    }
  }

  private char letter(CharSet set) {
    int start = random.nextInt(95);
    for (int i = 0; i < 95; i++) {
      int c = 32 + (start + i) % 95;
      if (set.has(c)) {
        return (char) c;
      }
    }
    for (int c = Alphabet.SIZE - 1; c > Alphabet.EDGE; c--) {
      if (set.has(c) && letters[c] != 0) {
        return letters[c];
      }
    }
    throw new IllegalArgumentException("the set is empty");
  }
}
