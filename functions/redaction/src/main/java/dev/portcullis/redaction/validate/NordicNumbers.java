package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** National numbers of Denmark, Finland, Norway, Sweden, and Iceland. */
final class NordicNumbers {
  private static final String HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY";

  private NordicNumbers() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "fi-hetu" -> (text, start, end) -> hetu(text, start, end) ? Verdict.VALID : Verdict.INVALID;
      case "se-personal" -> Validators.check(NordicNumbers::personal);
      case "se-organisation" -> Validators.check(NordicNumbers::organisation);
      case "no-fnr" -> Validators.check(NordicNumbers::norwegian);
      case "dk-cpr" -> Validators.judged(NordicNumbers::danish);
      case "is-kennitala" -> Validators.check(NordicNumbers::icelandic);
      default -> null;
    };
  }

  private static boolean hetu(char[] text, int start, int end) {
    if (end - start != 11) {
      return false;
    }
    char[] v = java.util.Arrays.copyOfRange(text, start, end);
    if (!Checksums.isDayMonthYear(v, 0)) {
      return false;
    }
    int number = Checksums.number(v, 0, 6) * 1000 + Checksums.number(v, 7, 10);
    return Checksums.number(v, 7, 10) >= 2
        && HETU.charAt(number % 31) == Character.toUpperCase(v[10]);
  }

  private static boolean personal(char[] v) {
    int from = v.length - 10;
    if (from == 2) {
      int century = Checksums.number(v, 0, 2);
      if (century < 18 || century > 20) {
        return false;
      }
    }
    int day = Checksums.number(v, from + 4, from + 6);
    int month = Checksums.number(v, from + 2, from + 4);
    int year = from == 2 ? Checksums.number(v, 0, 4) : Checksums.number(v, from, from + 2);
    // A coordination number adds 60 to the day.
    boolean date = Checksums.isDate(year, month, day > 60 ? day - 60 : day);
    return date && Checksums.luhn(v, from, v.length);
  }

  private static boolean organisation(char[] v) {
    return v.length == 10 && v[2] >= '2' && v[0] != '0' && Checksums.luhn(v);
  }

  private static boolean norwegian(char[] v) {
    int first = 11 - Checksums.weighted(v, 3, 7, 6, 1, 8, 9, 4, 5, 2) % 11;
    int second = 11 - Checksums.weighted(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    int day = Checksums.number(v, 0, 2) % 40;
    return Checksums.isDate(2000, Checksums.number(v, 2, 4) % 40, day)
        && first % 11 == Checksums.digit(v[9])
        && second % 11 == Checksums.digit(v[10]);
  }

  /** Since 2007 numbers are given that do not keep the check, so a wrong one is no proof. */
  private static Verdict danish(char[] v) {
    if (!Checksums.isDayMonthYear(v, 0)) {
      return Verdict.INVALID;
    }
    boolean holds = Checksums.weighted(v, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    return holds ? Verdict.VALID : Verdict.UNKNOWN;
  }

  private static boolean icelandic(char[] v) {
    int check = 11 - Checksums.weighted(v, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return Checksums.isDayMonthYear(v, 0) && check % 11 == Checksums.digit(v[8]);
  }
}
