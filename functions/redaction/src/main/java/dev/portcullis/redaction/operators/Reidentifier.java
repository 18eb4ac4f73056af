package dev.portcullis.redaction.operators;

import java.util.Optional;

/**
 * Puts the values back in the place of the tokens that the enabled keys can read: AES-GCM, AES-SIV
 * and FF1. Tokens of a retired key, hashes, and tokens that were changed stay as they are and are
 * counted.
 */
public final class Reidentifier {
  private final OperatorKeys keys;

  /** Reads tokens of every enabled key. */
  public Reidentifier(OperatorKeys keys) {
    this.keys = keys;
  }

  /**
   * A text with its tokens opened.
   *
   * @param text holds the values again: treat it as such
   * @param opened how many tokens were opened
   * @param unreadable how many tokens were left as they are
   */
  public record Reidentified(String text, int opened, int unreadable) {
    /** Shows counts only. */
    @Override
    public String toString() {
      return "Reidentified[" + opened + " opened, " + unreadable + " unreadable]";
    }
  }

  /** The text with every readable token replaced by its value; linear in the text. */
  public Reidentified reidentify(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int opened = 0;
    int unreadable = 0;
    int copied = 0;
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        open = i;
      } else if (c == ']' && open >= 0) {
        Optional<Token> token = token(text, open, i + 1);
        Optional<String> value = token.flatMap(t -> Tokens.reveal(t, keys));
        if (value.isPresent()) {
          out.append(text, copied, open).append(value.get());
          copied = i + 1;
          opened++;
        } else if (token.isPresent()) {
          unreadable++;
        }
        open = -1;
      }
    }
    return new Reidentified(out.append(text, copied, text.length()).toString(), opened, unreadable);
  }

  private static Optional<Token> token(String text, int from, int to) {
    return to - from > Token.LONGEST ? Optional.empty() : Token.parse(text.substring(from, to));
  }
}
