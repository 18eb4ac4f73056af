package dev.portcullis.redaction.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes one escape sequence that a text ends with; total functions without side effects. */
final class Escapes {
  /** Not a complete escape. */
  static final int NONE = -1;

  /** The longest escape in characters. */
  static final int LONGEST = 10;

  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("nbsp", ' '),
          Map.entry("commat", '@'),
          Map.entry("period", '.'),
          Map.entry("colon", ':'),
          Map.entry("hyphen", '-'),
          Map.entry("dash", '-'),
          Map.entry("sol", '/'),
          Map.entry("lowbar", '_'),
          Map.entry("plus", '+'),
          Map.entry("num", '#'),
          Map.entry("percnt", '%'),
          Map.entry("bsol", '\\'),
          Map.entry("equals", '='),
          Map.entry("shy", '\u00AD'));

  private Escapes() {}

  static boolean opens(char c) {
    return c == '%' || c == '&' || c == '\\';
  }

  /** The code point of the escape in {@code text[start, end)}, or {@link #NONE}. */
  static int decode(char[] text, int start, int end) {
    int length = end - start;
    return switch (text[start]) {
      case '%' -> percent(text, start, length);
      case '\\' -> backslash(text, start, length);
      case '&' -> text[end - 1] == ';' ? entity(text, start + 1, end - 1) : NONE;
      default -> NONE;
    };
  }

  /** Whether a character can stand inside an escape that is not complete. */
  static boolean within(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '#'
        || opens(c);
  }

  private static int percent(char[] text, int start, int length) {
    if (length == 3) {
      return hex(text, start + 1, 2);
    }
    return length == 6 && (text[start + 1] | 0x20) == 'u' ? hex(text, start + 2, 4) : NONE;
  }

  private static int backslash(char[] text, int start, int length) {
    if (length == 2) {
      return switch (text[start + 1]) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case '"' -> '"';
        case '/' -> '/';
        default -> NONE;
      };
    }
    if (length == 4 && text[start + 1] == 'x') {
      return hex(text, start + 2, 2);
    }
    return length == 6 && text[start + 1] == 'u' ? hex(text, start + 2, 4) : NONE;
  }

  private static int entity(char[] text, int start, int end) {
    if (end - start >= 2 && text[start] == '#') {
      boolean hexadecimal = (text[start + 1] | 0x20) == 'x';
      int value = 0;
      int first = hexadecimal ? start + 2 : start + 1;
      for (int i = first; i < end; i++) {
        int digit = Character.digit(text[i], hexadecimal ? 16 : 10);
        if (digit < 0) {
          return NONE;
        }
        value = value * (hexadecimal ? 16 : 10) + digit;
      }
      return first < end && value > 0 && value <= Character.MAX_CODE_POINT ? value : NONE;
    }
    @Nullable Character named =
        end > start ? ENTITIES.get(new String(text, start, end - start)) : null;
    return named == null ? NONE : named;
  }

  private static int hex(char[] text, int start, int digits) {
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0 || text[i] > 'f') {
        return NONE;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
