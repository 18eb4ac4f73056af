package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;

/** The parts of credentials that can be recognised by their content. */
final class Tokens {
  private Tokens() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "jwt" -> Tokens::jwt;
      case "url" -> Tokens::url;
      case "random-looking" -> Tokens::random;
      default -> null;
    };
  }

  /** RFC 7515: the header is a JSON object, so its base64url starts with eyJ. */
  private static Verdict jwt(char[] text, int start, int end) {
    boolean header =
        end - start >= 6 && text[start + 3] != '.' && "IJKLhi0".indexOf(text[start + 3]) >= 0;
    return header ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static Verdict url(char[] text, int start, int end) {
    return text[end - 1] == '.' || text[end - 1] == '-' ? Verdict.INVALID : Verdict.UNKNOWN;
  }

  /** Digits and letters together, or hexadecimal, and not words joined by one kind of separator. */
  private static Verdict random(char[] text, int start, int end) {
    int digits = 0;
    int letters = 0;
    int changes = 0;
    for (int i = start; i < end; i++) {
      char c = text[i];
      boolean digit = c >= '0' && c <= '9';
      digits += digit ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      boolean before = i > start && text[i - 1] >= '0' && text[i - 1] <= '9';
      changes += i > start && digit != before ? 1 : 0;
    }
    return digits >= 2 && letters >= 1 && changes >= 3 ? Verdict.UNKNOWN : Verdict.INVALID;
  }
}
