package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.text.Alphabet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every literal of a list at once (Aho and Corasick, 1975), in any case, one step a
 * character.
 *
 * <p>Rows of the step table are filled when a text first needs them, from the row of the state's
 * suffix; safe for threads.
 */
final class Keywords {
  /** The state before any text. */
  static final int ROOT = 0;

  private final List<int[]> edges = new ArrayList<>();
  private final List<int[]> found = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();
  private final Alphabet alphabet;
  private int[] suffix = new int[0];
  private int[] holds = new int[0];
  private int[][] outputs = new int[0][];
  private boolean[] silent = new boolean[0];
  private char[] table = new char[0];

  Keywords(Alphabet alphabet) {
    this.alphabet = alphabet;
    node(0);
  }

  /** Adds a literal under an id and returns its length once folded. */
  int add(String literal, int id) {
    int state = ROOT;
    for (int i = 0; i < literal.length(); i++) {
      char folded = alphabet.fold(literal.charAt(i));
      if (folded == 0xFFFF) {
        continue;
      }
      int label = lower(alphabet.own(folded));
      int child = child(state, label);
      if (child < 0) {
        child = node(depths.get(state) + 1);
        int[] old = edges.get(state);
        int[] more = Arrays.copyOf(old, old.length + 2);
        more[old.length] = label;
        more[old.length + 1] = child;
        edges.set(state, more);
      }
      state = child;
    }
    int[] ids = found.get(state);
    int[] more = Arrays.copyOf(ids, ids.length + 1);
    more[ids.length] = id;
    found.set(state, more);
    return depths.get(state);
  }

  /**
   * Links the states; nothing may be added afterwards. {@code triggers}: ids below it are triggers.
   */
  void link(int triggers) {
    int size = depths.size();
    suffix = new int[size];
    outputs = new int[size][];
    silent = new boolean[size];
    holds = new int[size];
    table = new char[size << 8];
    int[] order = breadthFirst();
    boolean[] leads = new boolean[size];
    for (int i = size - 1; i >= 0; i--) {
      int state = order[i];
      for (int id : found.get(state)) {
        leads[state] |= id < triggers;
      }
      int[] out = edges.get(state);
      for (int e = 1; e < out.length; e += 2) {
        leads[state] |= leads[out[e]];
      }
    }
    for (int state : order) {
      int[] out = edges.get(state);
      for (int e = 0; e < out.length; e += 2) {
        suffix[out[e + 1]] = state == ROOT ? ROOT : follow(suffix[state], out[e]);
      }
      int[] own = found.get(state);
      int[] inherited = state == ROOT ? new int[0] : outputs[suffix[state]];
      int[] all = Arrays.copyOf(own, own.length + inherited.length);
      System.arraycopy(inherited, 0, all, own.length, inherited.length);
      outputs[state] = all;
      silent[state] = all.length == 0;
      holds[state] = leads[state] ? depths.get(state) : state == ROOT ? 0 : holds[suffix[state]];
    }
  }

  private int[] breadthFirst() {
    int[] order = new int[depths.size()];
    int count = 0;
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(ROOT));
    while (!queue.isEmpty()) {
      int state = queue.remove();
      order[count++] = state;
      int[] out = edges.get(state);
      for (int e = 1; e < out.length; e += 2) {
        queue.add(out[e]);
      }
    }
    return order;
  }

  private int follow(int from, int label) {
    int state = from;
    while (true) {
      int child = child(state, label);
      if (child >= 0) {
        return child;
      }
      if (state == ROOT) {
        return ROOT;
      }
      state = suffix[state];
    }
  }

  /**
   * Entry {@code state << 8 | class} is the next state plus one, or 0 where it is not known yet.
   */
  char[] table() {
    return table;
  }

  /** The next state; fills the row of this one. */
  synchronized int step(int state, int characterClass) {
    ArrayDeque<Integer> missing = new ArrayDeque<>();
    int at = state;
    while (table[at << 8] == 0) {
      missing.push(at);
      if (at == ROOT) {
        break;
      }
      at = suffix[at];
    }
    for (int row : missing) {
      for (int label = Alphabet.SIZE - 1; label >= 0; label--) {
        table[(row << 8) | label] = row == ROOT ? ROOT + 1 : table[(suffix[row] << 8) | label];
      }
      int[] out = edges.get(row);
      for (int e = 0; e < out.length; e += 2) {
        table[(row << 8) | out[e]] = (char) (out[e + 1] + 1);
        table[(row << 8) | upper(out[e])] = (char) (out[e + 1] + 1);
      }
    }
    return table[(state << 8) | characterClass] - 1;
  }

  /** The ids that end here. */
  int[] outputs(int state) {
    return outputs[state];
  }

  /** Whether nothing ends here. */
  boolean isSilent(int state) {
    return silent[state];
  }

  /** How many of the last characters may start a trigger. */
  int hold(int state) {
    return holds[state];
  }

  private int node(int depth) {
    edges.add(new int[0]);
    found.add(new int[0]);
    depths.add(depth);
    if (depths.size() >= Character.MAX_VALUE) {
      throw new IllegalArgumentException("too many keywords");
    }
    return depths.size() - 1;
  }

  private int child(int state, int label) {
    int[] out = edges.get(state);
    for (int e = 0; e < out.length; e += 2) {
      if (out[e] == label) {
        return out[e + 1];
      }
    }
    return -1;
  }

  private static int lower(int label) {
    return label >= 'A' && label <= 'Z' ? label + 32 : label;
  }

  private static int upper(int label) {
    return label >= 'a' && label <= 'z' ? label - 32 : label;
  }
}
