package dev.portcullis.redaction.session;

import java.util.Arrays;

/**
 * The issued placeholders' cores as a trie over case-folded ASCII, so that the reply filter holds
 * text back only while it is still the beginning of a placeholder that really exists.
 *
 * <p>States are ints; the root is 0. No core is a prefix of another: {@link #add} refuses it.
 */
final class PlaceholderTrie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private char[] letter = new char[64];
  private int[] child = new int[64];
  private int[] sibling = new int[64];
  private int[] id = new int[64];
  private int size = 1;

  PlaceholderTrie() {
    child[ROOT] = NONE;
    sibling[ROOT] = NONE;
    id[ROOT] = NONE;
  }

  boolean isEmpty() {
    return size == 1;
  }

  /** Adds a core; false, and nothing added, if it equals, begins or continues another. */
  boolean add(String core, int value) {
    int state = ROOT;
    int at = 0;
    for (; at < core.length(); at++) {
      int next = step(state, core.charAt(at));
      if (next == NONE) {
        break;
      }
      state = next;
    }
    if (at == core.length() || id[state] != NONE) {
      return false;
    }
    for (; at < core.length(); at++) {
      state = grow(state, fold(core.charAt(at)));
    }
    id[state] = value;
    return true;
  }

  /** The state after one more character, or {@link #NONE} if no placeholder goes on so. */
  int step(int state, char c) {
    char folded = fold(c);
    for (int at = child[state]; at != NONE; at = sibling[at]) {
      if (letter[at] == folded) {
        return at;
      }
    }
    return NONE;
  }

  /** The id of the placeholder that ends in this state, or {@link #NONE}. */
  int id(int state) {
    return id[state];
  }

  private int grow(int parent, char c) {
    if (size == letter.length) {
      letter = Arrays.copyOf(letter, size * 2);
      child = Arrays.copyOf(child, size * 2);
      sibling = Arrays.copyOf(sibling, size * 2);
      id = Arrays.copyOf(id, size * 2);
    }
    int at = size++;
    letter[at] = c;
    child[at] = NONE;
    id[at] = NONE;
    sibling[at] = child[parent];
    child[parent] = at;
    return at;
  }

  private static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
