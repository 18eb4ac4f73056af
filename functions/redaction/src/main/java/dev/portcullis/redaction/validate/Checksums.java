package dev.portcullis.redaction.validate;

/** Check-digit schemes over characters that are digits (and letters where a scheme allows them). */
final class Checksums {
  private static final int[][] VERHOEFF = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final int[] VERHOEFF_STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private Checksums() {}

  static int digit(char c) {
    return c - '0';
  }

  /** The number that the digits from {@code start} to {@code end} write. */
  static int number(char[] v, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + digit(v[i]);
    }
    return number;
  }

  static boolean allDigits(char[] v) {
    for (char c : v) {
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return v.length > 0;
  }

  static boolean allSame(char[] v) {
    for (char c : v) {
      if (c != v[0]) {
        return false;
      }
    }
    return true;
  }

  /** ISO/IEC 7812-1 annex B. */
  static boolean luhn(char[] v) {
    return luhn(v, 0, v.length);
  }

  static boolean luhn(char[] v, int start, int end) {
    int sum = 0;
    for (int i = end - 1, place = 0; i >= start; i--, place++) {
      int d = digit(v[i]);
      int value = (place & 1) == 0 ? d : 2 * d;
      sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
  }

  /** The sum of the first digits, each times its weight. */
  static int weighted(char[] v, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += digit(v[i]) * weights[i];
    }
    return sum;
  }

  /** ISO/IEC 7064 MOD 11,10. */
  static boolean mod11Mod10(char[] v, int start, int end) {
    int product = 10;
    for (int i = start; i < end - 1; i++) {
      int sum = (digit(v[i]) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digit(v[end - 1]);
  }

  /** ISO/IEC 7064 MOD 97-10 over digits and letters, the first four characters moved to the end. */
  static boolean mod97(char[] v) {
    int remainder = 0;
    for (int i = 0; i < v.length; i++) {
      char c = v[(i + 4) % v.length];
      int value = c <= '9' ? c - '0' : c - 'A' + 10;
      remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
    }
    return remainder == 1;
  }

  /** Verhoeff's dihedral check (1969). */
  static boolean verhoeff(char[] v) {
    int check = 0;
    for (int i = v.length - 1, place = 0; i >= 0; i--, place++) {
      int d = digit(v[i]);
      for (int step = 0; step < place % 8; step++) {
        d = VERHOEFF_STEP[d];
      }
      check = VERHOEFF[check][d];
    }
    return check == 0;
  }

  /** ICAO 9303 part 3: weights 7, 3, 1 over digits and letters, the last digit the check. */
  static boolean icao(char[] v) {
    int sum = 0;
    for (int i = 0; i < v.length - 1; i++) {
      int value = v[i] <= '9' ? v[i] - '0' : v[i] - 'A' + 10;
      sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
    }
    return sum % 10 == digit(v[v.length - 1]);
  }

  /** Whether this is a day of this month; a year of 0 to 99 is leap when divisible by four. */
  static boolean isDate(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year < 100 || year % 100 != 0 || year % 400 == 0);
    int days =
        month == 2
            ? (leap ? 29 : 28)
            : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return day <= days;
  }

  /** Whether the six digits from {@code at} are year, month and day. */
  static boolean isYearMonthDay(char[] v, int at) {
    return isDate(number(v, at, at + 2), number(v, at + 2, at + 4), number(v, at + 4, at + 6));
  }

  /** Whether the six digits from {@code at} are day, month and year. */
  static boolean isDayMonthYear(char[] v, int at) {
    return isDate(number(v, at + 4, at + 6), number(v, at + 2, at + 4), number(v, at, at + 2));
  }
}
