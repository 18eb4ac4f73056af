package dev.portcullis.redaction.validate;

/** Payment card numbers: ISO/IEC 7812 issuer ranges, their lengths, and the Luhn check. */
final class Cards {
  private Cards() {}

  static boolean isCard(char[] v) {
    return v.length >= 12
        && v.length <= 19
        && Checksums.allDigits(v)
        && isIssued(v)
        && Checksums.luhn(v)
        && !Checksums.allSame(v);
  }

  private static boolean isIssued(char[] v) {
    int length = v.length;
    int two = Checksums.number(v, 0, 2);
    int four = Checksums.number(v, 0, 4);
    return switch (v[0]) {
      case '4' -> length == 13 || length == 16 || length == 19;
      case '5' -> isFive(two, length);
      case '6' -> length >= 12;
      case '3' -> isThree(two, length);
      case '2' -> length == 16 || (four == 2131 && length == 15);
      case '1' -> length == 15;
      case '8' -> two == 81 && length >= 16;
      case '9' -> four >= 9792 && four <= 9793 && length == 16;
      default -> false;
    };
  }

  private static boolean isFive(int two, int length) {
    boolean mastercard = two >= 51 && two <= 55;
    return mastercard ? length == 16 : length >= 12;
  }

  private static boolean isThree(int two, int length) {
    if (two == 34 || two == 37) {
      return length == 15;
    }
    if (two == 36 || two == 38 || two == 39 || two == 30) {
      return length >= 14;
    }
    return two == 35 && length >= 16;
  }
}
