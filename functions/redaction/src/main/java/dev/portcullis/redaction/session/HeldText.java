package dev.portcullis.redaction.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text that is not delivered yet: its decoded characters, and beside each the form in which it
 * arrived, so that what is not replaced goes out byte for byte.
 */
final class HeldText {
  private final StringBuilder decoded = new StringBuilder();
  private final StringBuilder raw = new StringBuilder();
  private int[] rawEnds = new int[64];
  private int rawDropped;

  int length() {
    return decoded.length();
  }

  /** Characters held in the form in which they arrived. */
  int rawLength() {
    return raw.length();
  }

  char charAt(int at) {
    return decoded.charAt(at);
  }

  /** Adds a character that arrived as {@code form}, such as a JSON escape; null: as itself. */
  void add(char c, @Nullable CharSequence form) {
    if (form == null) {
      raw.append(c);
    } else {
      raw.append(form);
    }
    note(c);
  }

  /** How the character arrived. */
  CharSequence form(int at) {
    return raw.substring(rawStart(at), rawStart(at + 1));
  }

  CharSequence decoded(int from, int to) {
    return decoded.substring(from, to);
  }

  void appendRaw(StringBuilder out, int from, int to) {
    out.append(raw, rawStart(from), rawStart(to));
  }

  /** Forgets the first {@code count} characters. */
  void drop(int count) {
    if (count == 0) {
      return;
    }
    int end = rawStart(count);
    if (count == decoded.length()) {
      decoded.setLength(0);
      raw.setLength(0);
      rawDropped = 0;
      return;
    }
    decoded.delete(0, count);
    raw.delete(0, end);
    System.arraycopy(rawEnds, count, rawEnds, 0, decoded.length());
    rawDropped += end;
  }

  private void note(char c) {
    int at = decoded.length();
    if (at == rawEnds.length) {
      rawEnds = Arrays.copyOf(rawEnds, at * 2);
    }
    decoded.append(c);
    rawEnds[at] = raw.length() + rawDropped;
  }

  private int rawStart(int at) {
    return at == 0 ? 0 : rawEnds[at - 1] - rawDropped;
  }

  @Override
  public String toString() {
    return "HeldText[" + decoded.length() + " chars]";
  }
}
