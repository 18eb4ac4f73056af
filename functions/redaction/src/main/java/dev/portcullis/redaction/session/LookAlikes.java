package dev.portcullis.redaction.session;

import dev.portcullis.redaction.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds text of the caller's that looks like a placeholder's core, so that it is replaced by a
 * placeholder of its own: it comes back exactly, and can never be taken for one of ours.
 */
final class LookAlikes {
  /** The type under which such text is replaced. */
  static final String TYPE = "TEXT";

  private LookAlikes() {}

  /** The ranges of the form {@code WORDS_digits_tag}, Markdown's backslashes included. */
  static List<Span> in(CharSequence text) {
    List<Span> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '_') {
        int start = start(text, i, from);
        int end = start < 0 ? -1 : end(text, i + 1);
        if (end > 0) {
          found.add(new Span(TYPE, start, end, 1, "session.look-alike"));
          from = end;
        }
      }
    }
    return found;
  }

  /** Where the words begin, read backwards from the underscore before the tag; -1 if none. */
  private static int start(CharSequence text, int underscore, int from) {
    int at = skipBackslash(text, underscore, from);
    int digits = at;
    while (digits > from && isDigit(text.charAt(digits - 1)) && at - digits < 9) {
      digits--;
    }
    if (digits == at || digits == from || text.charAt(digits - 1) != '_') {
      return -1;
    }
    int start = digits - 1;
    while (start > from && isWordOrBackslash(text.charAt(start - 1)) && digits - start < 96) {
      start--;
    }
    return start == digits - 1 ? -1 : start;
  }

  private static int end(CharSequence text, int tag) {
    int end = tag;
    while (end < text.length() && end - tag < 5 && Placeholders.isTagLetter(text.charAt(end))) {
      end++;
    }
    return end - tag == Placeholders.TAG_LENGTH ? end : -1;
  }

  private static int skipBackslash(CharSequence text, int at, int from) {
    return at > from && text.charAt(at - 1) == '\\' ? at - 1 : at;
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9');
  }

  private static boolean isWordOrBackslash(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '\\';
  }
}
