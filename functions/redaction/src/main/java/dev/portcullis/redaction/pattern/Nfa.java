package dev.portcullis.redaction.pattern;

import java.util.Arrays;

/** States of all patterns of one automaton in flat arrays; built once, then only read. */
final class Nfa {
  static final int CHARS = 0;
  static final int SPLIT = 1;
  static final int ACCEPT = 2;
  static final int MARK = 3;

  private static final int MAX_STATES = 1 << 20;

  /** An automaton without states. */
  static final Nfa NONE = new Nfa();

  byte[] op = new byte[1024];
  int[] first = new int[1024];
  int[] second = new int[1024];
  CharSet[] sets = new CharSet[1024];
  int size;

  /** Adds a pattern that accepts with this id and returns its first state. */
  int add(Node node, int id) {
    int accept = state(ACCEPT, id, 0, CharSet.NONE);
    return compile(node, accept);
  }

  private int compile(Node node, int next) {
    if (node instanceof Node.Chars chars) {
      return state(CHARS, next, 0, chars.set());
    }
    if (node instanceof Node.Mark mark) {
      return state(MARK, next, mark.start() ? 0 : 1, CharSet.NONE);
    }
    if (node instanceof Node.Sequence sequence) {
      int at = next;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        at = compile(sequence.parts().get(i), at);
      }
      return at;
    }
    if (node instanceof Node.Choice choice) {
      int at = compile(choice.parts().get(choice.parts().size() - 1), next);
      for (int i = choice.parts().size() - 2; i >= 0; i--) {
        at = state(SPLIT, compile(choice.parts().get(i), next), at, CharSet.NONE);
      }
      return at;
    }
    return compileRepeat((Node.Repeat) node, next);
  }

  private int compileRepeat(Node.Repeat repeat, int next) {
    int at = next;
    if (repeat.max() < 0) {
      int loop = state(SPLIT, 0, next, CharSet.NONE);
      first[loop] = compile(repeat.part(), loop);
      at = loop;
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++) {
        at = state(SPLIT, compile(repeat.part(), at), next, CharSet.NONE);
      }
    }
    for (int i = 0; i < repeat.min(); i++) {
      at = compile(repeat.part(), at);
    }
    return at;
  }

  private int state(int operation, int one, int two, CharSet set) {
    if (size == op.length) {
      if (size >= MAX_STATES) {
        throw new IllegalArgumentException("the patterns need too many states");
      }
      op = Arrays.copyOf(op, size * 2);
      first = Arrays.copyOf(first, size * 2);
      second = Arrays.copyOf(second, size * 2);
      sets = Arrays.copyOf(sets, size * 2);
    }
    op[size] = (byte) operation;
    first[size] = one;
    second[size] = two;
    sets[size] = set;
    return size++;
  }
}
