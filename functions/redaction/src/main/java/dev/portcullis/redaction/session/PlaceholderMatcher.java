package dev.portcullis.redaction.session;

/**
 * Recognises one issued placeholder, character by character, in the shapes in which models repeat
 * them.
 *
 * <p>What is recognised as the placeholder {@code [EMAIL_ADDRESS_1_k7qx]}:
 *
 * <ul>
 *   <li>letters in any case;
 *   <li>brackets and underscores escaped as in Markdown: <code>\[EMAIL\_ADDRESS\_1\_k7qx\]</code>;
 *   <li>brackets as HTML character references: <code>&amp;#91;</code>, <code>&amp;lbrack;</code>;
 *   <li>the core alone, {@code EMAIL_ADDRESS_1_k7qx}, when no letter, digit or underscore touches
 *       it.
 * </ul>
 *
 * The whole of what was recognised, escapes included, gives way to the value. Anything else that
 * looks like a placeholder is text like any other: it holds no value, and it is examined.
 */
final class PlaceholderMatcher {
  /** What one more character meant. */
  enum Outcome {
    /** Still the beginning of a placeholder. */
    OPEN,
    /** No placeholder after all. */
    FAILED,
    /** A placeholder that ends with this character. */
    MATCHED,
    /** A placeholder that ended before this character. */
    MATCHED_BEFORE
  }

  private enum Phase {
    OPENING,
    CORE,
    CLOSING
  }

  private static final String[] OPENINGS = {"\\[", "&#91;", "&#x5b;", "&lbrack;", "&lsqb;"};
  private static final String[] CLOSINGS = {"\\]", "&#93;", "&#x5d;", "&rbrack;", "&rsqb;"};

  private final PlaceholderTrie trie;
  private final StringBuilder literal = new StringBuilder();
  private Phase phase = Phase.OPENING;
  private boolean bare;
  private boolean escaped;
  private int state;

  PlaceholderMatcher(PlaceholderTrie trie) {
    this.trie = trie;
  }

  /** Whether a placeholder may begin with {@code c} after {@code previous} (0 at a boundary). */
  boolean begins(char c, char previous) {
    if (trie.isEmpty()) {
      return false;
    }
    state = PlaceholderTrie.ROOT;
    escaped = false;
    bare = false;
    if (c == '[') {
      phase = Phase.CORE;
      return true;
    }
    if (c == '\\' || c == '&') {
      phase = Phase.OPENING;
      literal.setLength(0);
      literal.append(c);
      return true;
    }
    if (!isWord(c) || isWord(previous)) {
      return false;
    }
    bare = true;
    phase = Phase.CORE;
    state = trie.step(PlaceholderTrie.ROOT, c);
    return state != PlaceholderTrie.NONE;
  }

  Outcome step(char c) {
    return switch (phase) {
      case OPENING -> opening(c);
      case CORE -> core(c);
      case CLOSING -> closing(c);
    };
  }

  /** What the end of the text means for an open candidate. */
  Outcome end() {
    return bare && complete() ? Outcome.MATCHED_BEFORE : Outcome.FAILED;
  }

  /** The id of the matched placeholder's value. */
  int id() {
    return trie.id(state);
  }

  private boolean complete() {
    return phase == Phase.CORE && !escaped && trie.id(state) != PlaceholderTrie.NONE;
  }

  private Outcome opening(char c) {
    literal.append(fold(c));
    Outcome outcome = literal(OPENINGS);
    if (outcome != Outcome.MATCHED) {
      return outcome;
    }
    phase = Phase.CORE;
    return Outcome.OPEN;
  }

  private Outcome core(char c) {
    if (complete()) {
      if (bare) {
        return isWord(c) ? Outcome.FAILED : Outcome.MATCHED_BEFORE;
      }
      phase = Phase.CLOSING;
      literal.setLength(0);
      return closing(c);
    }
    if (c == '\\' && !escaped) {
      escaped = true;
      return Outcome.OPEN;
    }
    if (escaped && c != '_') {
      return Outcome.FAILED;
    }
    escaped = false;
    state = trie.step(state, c);
    return state == PlaceholderTrie.NONE ? Outcome.FAILED : Outcome.OPEN;
  }

  private Outcome closing(char c) {
    if (c == ']' && literal.length() == 0) {
      return Outcome.MATCHED;
    }
    literal.append(fold(c));
    return literal(CLOSINGS);
  }

  private Outcome literal(String[] alternatives) {
    for (String alternative : alternatives) {
      if (alternative.contentEquals(literal)) {
        return Outcome.MATCHED;
      }
      if (alternative.length() > literal.length() && alternative.startsWith(literal.toString())) {
        return Outcome.OPEN;
      }
    }
    return Outcome.FAILED;
  }

  private static char fold(char c) {
    return (c >= 'A' && c <= 'Z') ? (char) (c + 32) : c;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
