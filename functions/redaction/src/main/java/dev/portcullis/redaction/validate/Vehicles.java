package dev.portcullis.redaction.validate;

/** Vehicle identification numbers (ISO 3779; the check digit of 49 CFR 565.15). */
final class Vehicles {
  private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
  private static final String VALUES = "12345678123457923456789";
  private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

  private Vehicles() {}

  static boolean isVin(char[] v) {
    int sum = 0;
    int letters = 0;
    for (int i = 0; i < 17; i++) {
      int at = LETTERS.indexOf(v[i]);
      if (at < 0 && v[i] > '9') {
        return false;
      }
      letters += at >= 0 ? 1 : 0;
      sum += WEIGHTS[i] * (at >= 0 ? VALUES.charAt(at) - '0' : v[i] - '0');
    }
    int check = sum % 11;
    return letters > 0 && v[8] == (check == 10 ? 'X' : (char) ('0' + check));
  }
}
