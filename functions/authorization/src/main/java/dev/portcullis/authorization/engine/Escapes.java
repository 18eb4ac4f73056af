package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.List;

/** Escapes in strings and patterns. A bad escape is kept, and reported by {@link #valid}. */
final class Escapes {
  /** The element of a pattern that matches any text; no character has this value. */
  static final int ANY = -1;

  private Escapes() {}

  /** The characters that a raw text stands for. */
  static String unescape(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder();
    pattern(raw).forEach(c -> out.appendCodePoint(c == ANY ? '*' : c));
    return out.toString();
  }

  /** True if every escape is one of Cedar's. */
  static boolean valid(String raw, boolean pattern) {
    if (raw.indexOf('\\') < 0) {
      return true;
    }
    String rest = raw.replace("\\\\", "");
    rest = rest.replaceAll("\\\\[ntr0\"']", "").replaceAll("\\\\x[0-7][0-9a-fA-F]", "");
    rest = rest.replaceAll("\\\\u\\{[0-9a-fA-F]{1,6}\\}", "");
    return !(pattern ? rest.replace("\\*", "") : rest).contains("\\");
  }

  /** A pattern's elements: code points, and {@link #ANY} for an unescaped star. */
  static List<Integer> pattern(String raw) {
    List<Integer> elements = new ArrayList<>();
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      if (c == '*') {
        elements.add(ANY);
      } else if (c != '\\' || i >= raw.length()) {
        elements.add(c);
      } else {
        i = escape(raw, i, elements);
      }
    }
    return elements;
  }

  private static int escape(String raw, int at, List<Integer> elements) {
    char c = raw.charAt(at);
    switch (c) {
      case 'n' -> elements.add((int) '\n');
      case 't' -> elements.add((int) '\t');
      case 'r' -> elements.add((int) '\r');
      case '0' -> elements.add(0);
      case 'x' -> {
        if (at + 3 <= raw.length() && raw.substring(at + 1, at + 3).matches("[0-9a-fA-F]{2}")) {
          elements.add(Integer.parseInt(raw.substring(at + 1, at + 3), 16));
          return at + 3;
        }
        elements.add((int) c);
      }
      case 'u' -> {
        int end = raw.indexOf('}', at);
        String hex = end < 0 ? "" : raw.substring(Math.min(at + 2, end), end);
        if (hex.matches("[0-9a-fA-F]{1,6}")
            && Character.isValidCodePoint(Integer.parseInt(hex, 16))) {
          elements.add(Integer.parseInt(hex, 16));
          return end + 1;
        }
        elements.add((int) c);
      }
      default -> elements.add((int) c);
    }
    return at + 1;
  }

  /** True if a text matches a pattern; linear in text times stars, never exponential. */
  static boolean matches(List<Integer> pattern, String text) {
    int[] points = text.codePoints().toArray();
    int p = 0;
    int star = -1;
    int resume = 0;
    for (int t = 0; t < points.length; ) {
      if (p < pattern.size() && pattern.get(p) == ANY) {
        star = p++;
        resume = t;
      } else if (p < pattern.size() && pattern.get(p) == points[t]) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.size() && pattern.get(p) == ANY) {
      p++;
    }
    return p == pattern.size();
  }
}
