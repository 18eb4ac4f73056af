package dev.portcullis.redaction.operators;

import java.util.Locale;

/** A type's name as labels and tokens show it. */
final class Labels {
  private static final int LONGEST = 64;

  private Labels() {}

  /** Upper-case ASCII words joined by underscores; begins with a letter. */
  static String name(String type) {
    StringBuilder name = new StringBuilder();
    for (char c : type.toUpperCase(Locale.ROOT).toCharArray()) {
      name.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
    }
    if (name.length() == 0 || name.charAt(0) < 'A' || name.charAt(0) > 'Z') {
      name.insert(0, 'T');
    }
    name.setLength(Math.min(LONGEST, name.length()));
    return name.toString();
  }

  static String label(String type) {
    return "[" + name(type) + "]";
  }
}
