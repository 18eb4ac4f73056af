package dev.portcullis.redaction.pattern;

import dev.portcullis.redaction.text.Alphabet;

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
    private final Nfa nfa = new Nfa();
    private final int start;

    private ValueFinder(Node node) {
      start = nfa.add(node, 0);
    }

    /** How much one character of a match can cost at most. */
    public int states() {
      return nfa.size;
    }

    /**
     * Start and end of the value, packed as {@code start << 32 | end}, or -1 when {@code [from,
     * to)} does not match. Repetitions take as much as they can, earlier ones first.
     */
    public long find(byte[] classes, int from, int to) {
      Threads now = new Threads(nfa);
      Threads then = new Threads(nfa);
      now.add(start, from, from, to);
      for (int i = from; i < to; i++) {
        then.clear();
        for (int t = 0; t < now.count; t++) {
          int state = now.states[t];
          if (nfa.op[state] == Nfa.CHARS && nfa.sets[state].has(classes[i] & 0xFF)) {
            then.add(nfa.first[state], i + 1, now.starts[t], now.ends[t]);
          }
        }
        Threads swap = now;
        now = then;
        then = swap;
      }
      for (int t = 0; t < now.count; t++) {
        if (nfa.op[now.states[t]] == Nfa.ACCEPT) {
          return ((long) now.starts[t] << 32) | now.ends[t];
        }
      }
      return -1;
    }
  }

  private static final class Threads {
    private final Nfa nfa;
    private final int[] states;
    private final int[] starts;
    private final int[] ends;
    private final int[] taken;
    private int generation = 1;
    private final int[] stack;
    private final int[] stackStarts;
    private final int[] stackEnds;
    private int count;

    Threads(Nfa nfa) {
      this.nfa = nfa;
      states = new int[nfa.size];
      starts = new int[nfa.size];
      ends = new int[nfa.size];
      taken = new int[nfa.size];
      stack = new int[nfa.size * 2 + 2];
      stackStarts = new int[nfa.size * 2 + 2];
      stackEnds = new int[nfa.size * 2 + 2];
    }

    void clear() {
      generation++;
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
