package dev.portcullis.redaction.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides all its patterns at once, one table step a character; the table grows as texts need it.
 *
 * <p>Every pattern is anchored where the run starts. Safe for threads: a step that the table has is
 * read without a lock (an entry is one char, so a reader sees it whole or not yet); a new step is
 * computed under the lock. When a table is full, {@link #renew} starts an empty one, and the caller
 * repeats its run, whose length is bounded, on that.
 */
public final class Automaton {
  /** The state from which nothing can match. */
  public static final int DEAD = 1;

  /** Set in every state in which some pattern has matched. */
  public static final int ACCEPTING = 0x8000;

  /** What {@link Table#step} returns when the table is full. */
  public static final int FULL = 0;

  private static final int MAX_STATES = 0x7FFF;

  private final Nfa nfa;
  private volatile Table table;

  private Automaton(Nfa nfa) {
    this.nfa = nfa;
    this.table = new Table(nfa);
  }

  /** Collects patterns. */
  public static final class Builder {
    private final Nfa nfa = new Nfa();

    /** Adds a pattern that reports {@code id}; the result goes into a list of starts. */
    public int add(Pattern pattern, int id) {
      return nfa.add(pattern.node(), id);
    }

    /** The automaton of everything added. */
    public Automaton build() {
      return new Automaton(nfa);
    }
  }

  /** The table in use now. */
  public Table table() {
    return table;
  }

  /** An empty table, unless another thread has already replaced {@code full}. */
  public synchronized Table renew(Table full) {
    if (table == full) {
      table = new Table(nfa);
    }
    return table;
  }

  /** One generation of states. */
  public static final class Table {
    private final Nfa nfa;
    private final Map<Key, Integer> states = new HashMap<>();
    private final int[] stamps;
    private final int[] stack;
    private int stamp;
    private volatile char[] next = new char[64 << 8];
    private volatile int[][] members = new int[64][];
    private volatile int[][] accepts = new int[64][];
    private int size = 2;

    private Table(Nfa nfa) {
      this.nfa = nfa;
      this.stamps = new int[nfa.size];
      this.stack = new int[2 * nfa.size + 2];
    }

    private record Key(int[] members) {
      @Override
      public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(members, key.members);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(members);
      }
    }

    /**
     * The transitions: entry {@code (state & 0x7FFF) << 8 | class}; 0 where it is not known yet.
     */
    public char[] next() {
      return next;
    }

    /** The state in which the patterns with these starts begin. */
    public synchronized int start(List<Integer> starts) {
      stamp++;
      int[] found = new int[16];
      int count = 0;
      for (int start : starts) {
        found = roomFor(found, count);
        count = close(start, found, count);
        found = closed;
      }
      return intern(found, count);
    }

    /** The ids that have matched in an accepting state. */
    public int[] accepts(int state) {
      int[][] known = accepts;
      int index = state & 0x7FFF;
      int[] ids = index < known.length ? known[index] : null;
      if (ids != null) {
        return ids;
      }
      synchronized (this) {
        return accepts[index];
      }
    }

    /** The state after one more character, or {@link #FULL}. */
    public synchronized int step(int state, int characterClass) {
      int index = state & 0x7FFF;
      char known = next[(index << 8) | characterClass];
      if (known != 0) {
        return known;
      }
      stamp++;
      int[] found = new int[16];
      int count = 0;
      for (int member : members[index]) {
        if (nfa.op[member] == Nfa.CHARS && nfa.sets[member].has(characterClass)) {
          found = roomFor(found, count);
          count = close(nfa.first[member], found, count);
          found = closed;
        }
      }
      int result = intern(found, count);
      if (result != FULL) {
        next[(index << 8) | characterClass] = (char) result;
      }
      return result;
    }

    private int[] closed = new int[0];

    /** Adds everything reachable without a character; leaves the array in {@link #closed}. */
    private int close(int from, int[] into, int already) {
      int[] found = into;
      int count = already;
      int depth = 0;
      stack[depth++] = from;
      while (depth > 0) {
        int state = stack[--depth];
        if (stamps[state] == stamp) {
          continue;
        }
        stamps[state] = stamp;
        if (nfa.op[state] == Nfa.SPLIT) {
          push(nfa.second[state], depth++);
          push(nfa.first[state], depth++);
        } else if (nfa.op[state] == Nfa.MARK) {
          push(nfa.first[state], depth++);
        } else {
          found = roomFor(found, count);
          found[count++] = state;
        }
      }
      closed = found;
      return count;
    }

    private void push(int state, int depth) {
      stack[depth] = state;
    }

    private static int[] roomFor(int[] array, int count) {
      return count < array.length ? array : Arrays.copyOf(array, count * 2);
    }

    private int intern(int[] found, int count) {
      if (count == 0) {
        return DEAD;
      }
      int[] set = Arrays.copyOf(found, count);
      Arrays.sort(set);
      Integer known = states.get(new Key(set));
      if (known != null) {
        return known;
      }
      if (size >= MAX_STATES) {
        return FULL;
      }
      int index = size++;
      grow(index);
      int[] ids = new int[set.length];
      int accepted = 0;
      for (int state : set) {
        if (nfa.op[state] == Nfa.ACCEPT) {
          ids[accepted++] = nfa.first[state];
        }
      }
      ids = Arrays.copyOf(ids, accepted);
      members[index] = set;
      accepts[index] = ids;
      int state = ids.length > 0 ? index | ACCEPTING : index;
      states.put(new Key(set), state);
      return state;
    }

    private void grow(int index) {
      if (index >= members.length) {
        int room = members.length * 2;
        members = Arrays.copyOf(members, room);
        accepts = Arrays.copyOf(accepts, room);
        next = Arrays.copyOf(next, room << 8);
      }
    }
  }
}
