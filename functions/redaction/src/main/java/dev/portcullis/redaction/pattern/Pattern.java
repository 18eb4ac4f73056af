package dev.portcullis.redaction.pattern;

import dev.portcullis.redaction.text.Alphabet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One compiled pattern; immutable. */
public final class Pattern {
  private final Node node;
  private final boolean marked;

  private Pattern(Node node, boolean marked) {
    this.node = node;
    this.marked = marked;
  }

  /** Compiles; an {@link IllegalArgumentException} names what is wrong and where. */
  public static Pattern compile(String source, Alphabet alphabet, boolean anyCase) {
    Node node = PatternParser.parse(source, alphabet, anyCase);
    boolean marked = source.replace("\\<", "").indexOf('<') >= 0;
    return new Pattern(node, marked);
  }

  /** Compiles one character set, for instance {@code [\w@]}. */
  public static CharSet characters(String source, Alphabet alphabet) {
    return PatternParser.parseSet(source, alphabet);
  }

  Node node() {
    return node;
  }

  /** Whether the value is only a part of what matches. */
  public boolean isMarked() {
    return marked;
  }

  /** Finds the marked part of a match. */
  public ValueFinder valueFinder() {
    return new ValueFinder(node);
  }

  /** Where the marked part lies in a match, by running all ways at once; immutable. */
  public static final class ValueFinder {
    private static final int NOWHERE = -1;

    private final Nfa nfa = new Nfa();
    private final int start;

    /** Whether a value always goes on to the end of the match, so that only its start is sought. */
    private final boolean toTheEnd;

    private ValueFinder(Node node) {
      start = nfa.add(node, 0);
      toTheEnd =
          node instanceof Node.Sequence sequence
              && !sequence.parts().isEmpty()
              && sequence.parts().get(sequence.parts().size() - 1) instanceof Node.Mark;
    }

    /**
     * Start and end of the value, packed as {@code start << 32 | end}, or -1 when {@code [from,
     * to)} does not match. Repetitions take as much as they can, earlier ones first.
     *
     * <p>Where the match is known to be one, reading stops once every way left has the same start;
     * a shorter match from the same place that goes as far as that has the same start.
     */
    public long find(byte[] classes, int from, int to, Scratch scratch) {
      if (scratch.finder == this && scratch.from == from && scratch.agreed <= to) {
        return ((long) scratch.value << 32) | to;
      }
      scratch.begin(nfa);
      scratch.now.add(start, from, NOWHERE, NOWHERE);
      for (int i = from; i < to; i++) {
        Threads now = scratch.now;
        Threads then = scratch.then;
        then.clear();
        for (int t = 0; t < now.count; t++) {
          int state = now.states[t];
          if (nfa.op[state] == Nfa.CHARS && nfa.sets[state].has(classes[i] & 0xFF)) {
            then.add(nfa.first[state], i + 1, now.starts[t], now.ends[t]);
          }
        }
        scratch.steps += 2L + now.count + then.count;
        scratch.now = then;
        scratch.then = now;
        if (toTheEnd && then.agree()) {
          scratch.finder = this;
          scratch.from = from;
          scratch.agreed = i + 1;
          scratch.value = then.starts[0];
          return ((long) then.starts[0] << 32) | to;
        }
      }
      Threads last = scratch.now;
      for (int t = 0; t < last.count; t++) {
        if (nfa.op[last.states[t]] == Nfa.ACCEPT) {
          int begin = last.starts[t] < 0 ? from : last.starts[t];
          int end = last.ends[t] < 0 ? to : last.ends[t];
          return ((long) begin << 32) | end;
        }
      }
      return -1;
    }
  }

  /** Room to find values in; for one thread, used again and again. */
  public static final class Scratch {
    private Threads now = new Threads(0);
    private Threads then = new Threads(0);
    private long steps;
    private @Nullable ValueFinder finder;
    private int from;
    private int agreed;
    private int value;

    /**
     * To be called before a search in another match; those in between may be answered from what the
     * first one saw, at the same price.
     */
    public void forget() {
      finder = null;
    }

    /** What the last search cost, in table look-ups. */
    public long steps() {
      return steps;
    }

    private void begin(Nfa nfa) {
      steps = 0;
      finder = null;
      if (now.states.length < nfa.size) {
        now = new Threads(nfa.size);
        then = new Threads(nfa.size);
      }
      now.nfa = nfa;
      then.nfa = nfa;
      now.clear();
    }
  }

  private static final class Threads {
    private Nfa nfa = Nfa.NONE;
    private final int[] states;
    private final int[] starts;
    private final int[] ends;
    private final int[] taken;
    private int generation = 1;
    private final int[] stack;
    private final int[] stackStarts;
    private final int[] stackEnds;
    private int count;

    Threads(int size) {
      states = new int[size];
      starts = new int[size];
      ends = new int[size];
      taken = new int[size];
      stack = new int[size * 2 + 2];
      stackStarts = new int[size * 2 + 2];
      stackEnds = new int[size * 2 + 2];
    }

    /** Whether there is a way left and every way left has passed the same start of a value. */
    boolean agree() {
      if (count == 0 || starts[0] < 0) {
        return false;
      }
      for (int t = 1; t < count; t++) {
        if (starts[t] != starts[0]) {
          return false;
        }
      }
      return true;
    }

    void clear() {
      if (++generation == Integer.MAX_VALUE) {
        // The room outlives a scan: an old mark must never look like a new one.
        Arrays.fill(taken, 0);
        generation = 1;
      }
      count = 0;
    }

    void add(int from, int at, int valueStart, int valueEnd) {
      int depth = 0;
      depth = push(depth, from, valueStart, valueEnd);
      while (depth > 0) {
        int state = stack[--depth];
        int begin = stackStarts[depth];
        int end = stackEnds[depth];
        if (taken[state] == generation) {
          continue;
        }
        taken[state] = generation;
        switch (nfa.op[state]) {
          case Nfa.SPLIT -> {
            depth = push(depth, nfa.second[state], begin, end);
            depth = push(depth, nfa.first[state], begin, end);
          }
          case Nfa.MARK -> {
            boolean starts = nfa.second[state] == 0;
            depth = push(depth, nfa.first[state], starts ? at : begin, starts ? end : at);
          }
          default -> {
            states[count] = state;
            this.starts[count] = begin;
            ends[count++] = end;
          }
        }
      }
    }

    private int push(int depth, int state, int valueStart, int valueEnd) {
      stack[depth] = state;
      stackStarts[depth] = valueStart;
      stackEnds[depth] = valueEnd;
      return depth + 1;
    }
  }
}
