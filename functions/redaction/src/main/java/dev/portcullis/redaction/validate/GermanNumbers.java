package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** Numbers of German authorities, health and pension insurance. */
final class GermanNumbers {
  private static final int[] RVNR = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};

  private GermanNumbers() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "de-document" -> Validators.check(v -> v.length == 9 && hasValidCheck(v));
      case "de-id-card" -> Validators.judged(GermanNumbers::idCard);
      case "de-kvnr" -> Validators.check(v -> v.length == 10 && kvnr(v));
      case "de-lanr" -> Validators.check(GermanNumbers::lanr);
      case "de-bsnr" -> Validators.rule(v -> v.length == 9 && Checksums.number(v, 0, 2) > 0);
      case "de-rvnr" -> Validators.check(v -> v.length == 12 && rvnr(v));
      case "de-tax-id" -> Validators.check(GermanNumbers::taxId);
      case "de-plz" -> Validators.rule(v -> Checksums.number(v, 0, 5) >= 1001 && Checksums.number(v, 0, 5) < 99999);
      case "de-vat" -> Validators.check(v -> v.length == 11 && v[2] != '0' && Checksums.mod11Mod10(v, 2, 11));
      default -> null;
    };
  }

  private static boolean hasValidCheck(char[] v) {
    return v[8] <= '9' && Checksums.icao(v);
  }

  private static Verdict idCard(char[] v) {
    if (v.length != 9 || v[8] > '9') {
      return Verdict.INVALID;
    }
    if (Checksums.icao(v)) {
      return Verdict.VALID;
    }
    // The card issued before November 2010 was T and eight digits without this check.
    boolean old = v[0] == 'T' && Checksums.allDigits(java.util.Arrays.copyOfRange(v, 1, 9));
    return old ? Verdict.UNKNOWN : Verdict.INVALID;
  }

  private static boolean kvnr(char[] v) {
    int letter = v[0] - 'A' + 1;
    int[] digits = new int[10];
    digits[0] = letter / 10;
    digits[1] = letter % 10;
    for (int i = 2; i < 10; i++) {
      digits[i] = Checksums.digit(v[i - 1]);
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      int value = digits[i] * (i % 2 == 0 ? 1 : 2);
      sum += value / 10 + value % 10;
    }
    return sum % 10 == Checksums.digit(v[9]);
  }

  private static boolean lanr(char[] v) {
    if (v.length != 9) {
      return false;
    }
    int sum = Checksums.weighted(v, 4, 9, 4, 9, 4, 9);
    return (10 - sum % 10) % 10 == Checksums.digit(v[6]) && Checksums.number(v, 0, 6) > 0;
  }

  private static boolean rvnr(char[] v) {
    int day = Checksums.number(v, 2, 4);
    int month = Checksums.number(v, 4, 6);
    if (!Checksums.isDate(2000, month, day > 50 ? day - 50 : day)) {
      return false;
    }
    int letter = v[8] - 'A' + 1;
    int[] digits = new int[12];
    for (int i = 0; i < 8; i++) {
      digits[i] = Checksums.digit(v[i]);
    }
    digits[8] = letter / 10;
    digits[9] = letter % 10;
    digits[10] = Checksums.digit(v[9]);
    digits[11] = Checksums.digit(v[10]);
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      int value = digits[i] * RVNR[i];
      sum += value / 10 + value % 10;
    }
    return sum % 10 == Checksums.digit(v[11]);
  }

  private static boolean taxId(char[] v) {
    if (v.length != 11 || v[0] == '0') {
      return false;
    }
    int[] counts = new int[10];
    for (int i = 0; i < 10; i++) {
      if (++counts[Checksums.digit(v[i])] > 3) {
        return false;
      }
    }
    return Checksums.mod11Mod10(v, 0, 11);
  }
}
