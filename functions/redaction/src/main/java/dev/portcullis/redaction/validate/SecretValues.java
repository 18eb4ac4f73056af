package dev.portcullis.redaction.validate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value looks as if a generator had made it, and not a person who names things.
 *
 * <p>Names, versions and paths are words and short numbers between separators; what is left of a
 * value without those must be long enough to be a secret.
 */
final class SecretValues {
  /** This many characters must be neither words nor short numbers. */
  private static final int LEAST = 12;

  /** As many letters, or digits, in alphabetical order are typed, not drawn. */
  private static final int ASCENDING = 8;

  /** A part of letters only, up to this length, is a word or a prefix. */
  private static final int WORD = 10;

  /** A part of digits only, up to this length, is a number of a version or a date. */
  private static final int NUMBER = 4;

  private static final List<String> PLACEHOLDERS =
      List.of(
          "apikey",
          "api",
          "changeme",
          "credentials",
          "dummy",
          "foo",
          "bar",
          "key",
          "login",
          "my",
          "pass",
          "passwd",
          "password",
          "pwd",
          "secret",
          "some",
          "the",
          "test",
          "token",
          "user",
          "username",
          "your");

  private SecretValues() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "secret-value" -> SecretValues::value;
      case "token-shaped" -> SecretValues::token;
      case "not-placeholder" -> SecretValues::placeholder;
      default -> null;
    };
  }

  private static Verdict value(char[] text, int start, int end) {
    int digits = 0;
    int letters = 0;
    int changes = 0;
    for (int i = start; i < end; i++) {
      digits += isDigit(text[i]) ? 1 : 0;
      letters += Character.isLetter(text[i]) ? 1 : 0;
      changes += i > start && isDigit(text[i]) != isDigit(text[i - 1]) ? 1 : 0;
    }
    boolean mixed = digits >= 2 && letters >= 1 && changes >= 3;
    int left = mixed && !ascends(text, start, end) ? unnamed(text, start, end) : 0;
    return left >= LEAST && 2 * left > digits + letters ? Verdict.UNKNOWN : Verdict.REFUSED;
  }

  /** A digit somewhere, or letters that are not for the most part words. */
  private static Verdict token(char[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (isDigit(text[i])) {
        return Verdict.UNKNOWN;
      }
    }
    return 2 * unnamed(text, start, end) > end - start ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  /** Letters and digits that belong to no word, prefix or short number. */
  private static int unnamed(char[] text, int start, int end) {
    int left = 0;
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || !Character.isLetterOrDigit(text[i])) {
        left += ofPart(text, from, i);
        from = i + 1;
      }
    }
    return left;
  }

  private static int ofPart(char[] text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += isDigit(text[i]) ? 1 : 0;
    }
    int length = to - from;
    if ((digits == 0 && length <= WORD) || (digits == length && length <= NUMBER)) {
      return 0;
    }
    int words = 0;
    int begin = from;
    for (int i = from; i <= to; i++) {
      boolean goesOn =
          i < to && i > begin && Character.isLetter(text[i]) && !isHump(text, i) && i - begin < 24;
      if (!goesOn && i > begin) {
        words += isWord(text, begin, i) ? i - begin : 0;
        begin = i;
      }
    }
    return length - words;
  }

  private static boolean isHump(char[] text, int i) {
    return isDigit(text[i - 1])
        || (Character.isUpperCase(text[i]) && Character.isLowerCase(text[i - 1]));
  }

  /** Four letters or more of one case that can be spoken: vowels and consonants take turns. */
  private static boolean isWord(char[] text, int from, int to) {
    if (to - from < 4) {
      return false;
    }
    int vowels = 0;
    int together = 0;
    boolean before = false;
    for (int i = from; i < to; i++) {
      char c = Character.toLowerCase(text[i]);
      boolean upper = Character.isUpperCase(text[i]);
      if (!Character.isLetter(c) || (i > from + 1 && upper != Character.isUpperCase(text[i - 1]))) {
        return false;
      }
      boolean vowel = "aeiouy".indexOf(c) >= 0;
      vowels += vowel ? 1 : 0;
      together = i > from && vowel == before ? together + 1 : 1;
      if (together > (vowel ? 3 : 4)) {
        return false;
      }
      before = vowel;
    }
    return vowels * 5 >= to - from;
  }

  private static boolean ascends(char[] text, int start, int end) {
    int run = 1;
    for (int i = start + 1; i < end; i++) {
      run = text[i] == text[i - 1] + 1 ? run + 1 : 1;
      if (run >= ASCENDING) {
        return true;
      }
    }
    return false;
  }

  /** Refuses what is nothing but words such as "my", "secret" and "token", whatever joins them. */
  private static Verdict placeholder(char[] text, int start, int end) {
    StringBuilder letters = new StringBuilder();
    for (int i = start; i < end; i++) {
      if (isDigit(text[i])) {
        return Verdict.UNKNOWN;
      }
      if (Character.isLetter(text[i])) {
        letters.append(Character.toLowerCase(text[i]));
      }
    }
    boolean[] spelled = new boolean[letters.length() + 1];
    spelled[0] = true;
    for (int i = 0; i < letters.length(); i++) {
      for (String word : PLACEHOLDERS) {
        if (spelled[i] && letters.indexOf(word, i) == i) {
          spelled[i + word.length()] = true;
        }
      }
    }
    return letters.length() > 0 && spelled[letters.length()] ? Verdict.REFUSED : Verdict.UNKNOWN;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
