package dev.portcullis.redaction.operators;

import java.util.Optional;

/** The numerals of a value for format-preserving encryption; other characters keep their place. */
enum Alphabet {
  DIGITS("0123456789"),
  UPPER("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  LOWER("0123456789abcdefghijklmnopqrstuvwxyz"),
  MIXED("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

  private final String letters;

  Alphabet(String letters) {
    this.letters = letters;
  }

  /** The alphabet of this name's first letter, as tokens carry it. */
  static Optional<Alphabet> of(char letter) {
    for (Alphabet each : values()) {
      if (each.letter() == letter) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The smallest alphabet that holds every ASCII letter and digit of the text. */
  static Alphabet smallestFor(String text) {
    for (Alphabet each : values()) {
      if (text.chars().noneMatch(c -> MIXED.index(c) >= 0 && each.index(c) < 0)) {
        return each;
      }
    }
    return MIXED;
  }

  char letter() {
    return name().toLowerCase(java.util.Locale.ROOT).charAt(0);
  }

  int radix() {
    return letters.length();
  }

  int[] numerals(String text) {
    return text.chars().map(this::index).filter(i -> i >= 0).toArray();
  }

  /** The text with its numerals replaced in order. */
  String with(String text, int[] numerals) {
    StringBuilder out = new StringBuilder(text.length());
    int next = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(index(c) < 0 ? c : letters.charAt(numerals[next++]));
    }
    return out.toString();
  }

  private int index(int c) {
    return letters.indexOf(c);
  }
}
