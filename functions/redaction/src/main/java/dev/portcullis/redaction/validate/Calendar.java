package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** Dates written in figures: at least one order of the parts must be a day of the calendar. */
final class Calendar {
  private Calendar() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "date" -> Calendar::date;
      case "age" -> (text, start, end) -> age(text, start, end);
      case "year" -> (text, start, end) -> year(text, start, end);
      default -> null;
    };
  }

  private static Verdict date(char[] text, int start, int end) {
    int[] parts = new int[3];
    int count = 0;
    int digits = 0;
    for (int i = start; i < end && count < 3; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        parts[count] = parts[count] * 10 + c - '0';
        digits++;
      } else if (digits > 0) {
        count++;
        digits = 0;
      }
      if (c == 'T' || c == ' ') {
        break;
      }
    }
    int a = parts[0];
    int b = parts[1];
    int c = parts[2];
    if (c == 0 && b > 31) {
      return a <= 12 ? Verdict.UNKNOWN : Verdict.INVALID;
    }
    boolean valid =
        a > 31 ? day(b, c) || day(c, b) : day(a, b) || day(b, a) || (c <= 31 && day(b, c));
    return valid ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static boolean day(int month, int day) {
    return Checksums.isDate(2000, month, day);
  }

  private static Verdict age(char[] text, int start, int end) {
    int value = Checksums.number(text, start, end);
    return value > 0 && value <= 120 ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static Verdict year(char[] text, int start, int end) {
    int value = Checksums.number(text, start, end);
    return value >= 1800 && value <= 2099 ? Verdict.UNKNOWN : Verdict.INVALID;
  }
}
