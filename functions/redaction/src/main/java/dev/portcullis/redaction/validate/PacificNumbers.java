package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** National numbers of Australia, New Zealand and South Africa. */
final class PacificNumbers {
  private PacificNumbers() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "au-abn" -> Validators.check(PacificNumbers::abn);
      case "au-acn" -> Validators.check(PacificNumbers::acn);
      case "au-tfn" -> Validators.check(v -> Checksums.weighted(v, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0);
      case "au-medicare" -> Validators.check(v -> Checksums.weighted(v, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == v[8] - '0');
      case "nz-ird" -> Validators.check(PacificNumbers::ird);
      case "za-identity" -> Validators.check(PacificNumbers::southAfrican);
      default -> null;
    };
  }

  private static boolean abn(char[] v) {
    return (Checksums.weighted(v, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
  }

  private static boolean acn(char[] v) {
    int sum = Checksums.weighted(v, 8, 7, 6, 5, 4, 3, 2, 1);
    return (10 - sum % 10) % 10 == Checksums.digit(v[8]);
  }

  private static boolean ird(char[] v) {
    char[] nine = v.length == 9 ? v : ("0" + new String(v)).toCharArray();
    int sum = Checksums.weighted(nine, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    int check = sum == 0 ? 0 : 11 - sum;
    if (check == 10) {
      sum = Checksums.weighted(nine, 7, 4, 3, 2, 5, 2, 7, 6) % 11;
      check = sum == 0 ? 0 : 11 - sum;
    }
    return check == Checksums.digit(nine[8]);
  }

  private static boolean southAfrican(char[] v) {
    return v.length == 13 && Checksums.isYearMonthDay(v, 0) && v[10] <= '2' && Checksums.luhn(v);
  }
}
