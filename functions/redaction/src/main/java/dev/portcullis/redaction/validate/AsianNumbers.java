package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** National numbers of Asia and the Middle East. */
final class AsianNumbers {
  private static final int[] CHINESE = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String UEN_OTHER = "ABCDEFGHJKLMNPQRSTUVWX0123456789";

  /** Two-digit numbers below 97 that are no Thai province. */
  private static final String PROVINCE_GAPS = " 28 29 59 68 69 78 79 87 88 89 ";

  private AsianNumbers() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "in-aadhaar" -> Validators.check(v -> v[0] >= '2' && !isPalindrome(v) && Checksums.verhoeff(v));
      case "in-gstin" -> Validators.rule(AsianNumbers::gstin);
      case "kr-resident" -> Validators.judged(v -> korean(v, 0));
      case "kr-foreigner" -> Validators.judged(v -> korean(v, 2));
      case "kr-business" -> Validators.check(AsianNumbers::business);
      case "sg-uen" -> Validators.check(AsianNumbers::uen);
      case "th-national" -> Validators.check(AsianNumbers::thai);
      case "cn-resident" -> Validators.check(AsianNumbers::chinese);
      case "jp-my-number" -> Validators.check(AsianNumbers::japanese);
      case "il-identity" -> Validators.check(v -> !Checksums.allSame(v) && Checksums.luhn(v));
      case "tw-identity" -> Validators.check(AsianNumbers::taiwanese);
      case "hk-identity" -> Validators.check(AsianNumbers::hongKong);
      case "sg-nric" -> Validators.judged(v -> nric(v) ? Verdict.VALID : Verdict.UNKNOWN);
      case "id-nik" -> Validators.rule(v -> Checksums.number(v, 8, 10) <= 12 && Checksums.number(v, 6, 8) % 40 <= 31);
      case "ng-nin" -> Validators.check(v -> !Checksums.allSame(v) && Checksums.verhoeff(v));
      default -> null;
    };
  }

  private static boolean isPalindrome(char[] v) {
    for (int i = 0; i < v.length / 2; i++) {
      if (v[i] != v[v.length - 1 - i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean gstin(char[] v) {
    int state = Checksums.number(v, 0, 2);
    return v.length == 15 && ((state >= 1 && state <= 37) || state == 97 || state == 99);
  }

  /** Numbers given since October 2020 do not keep the check, so a wrong one is no proof. */
  private static Verdict korean(char[] v, int add) {
    if (v.length != 13 || !Checksums.isYearMonthDay(v, 0)) {
      return Verdict.INVALID;
    }
    int sum = Checksums.weighted(v, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
    boolean holds = (11 + add - sum % 11) % 10 == Checksums.digit(v[12]);
    return holds ? Verdict.VALID : Verdict.UNKNOWN;
  }

  private static boolean business(char[] v) {
    int sum = Checksums.weighted(v, 1, 3, 7, 1, 3, 7, 1, 3) + 5 * Checksums.digit(v[8]) / 10;
    sum += 5 * Checksums.digit(v[8]);
    return v.length == 10 && (10 - sum % 10) % 10 == Checksums.digit(v[9]);
  }

  private static boolean uen(char[] v) {
    if (v.length == 9) {
      int sum = Checksums.weighted(v, 10, 4, 9, 3, 8, 2, 7, 1);
      return "XMKECAWLJDB".charAt(sum % 11) == v[8];
    }
    if (v[0] >= '0' && v[0] <= '9') {
      int sum = Checksums.weighted(v, 10, 8, 6, 4, 9, 7, 5, 3, 1);
      return "ZKCMDNERGWH".charAt(sum % 11) == v[9];
    }
    int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += UEN_OTHER.indexOf(v[i]) * weights[i];
    }
    return UEN_OTHER.charAt(Math.floorMod(sum - 5, 11)) == v[9];
  }

  private static boolean thai(char[] v) {
    int sum = Checksums.weighted(v, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
    int province = Checksums.number(v, 1, 3);
    boolean known =
        province >= 10 && province <= 96 && PROVINCE_GAPS.indexOf(" " + province + " ") < 0;
    return v[0] != '0'
        && known
        && !Checksums.allSame(v)
        && (11 - sum % 11) % 10 == Checksums.digit(v[12]);
  }

  private static boolean chinese(char[] v) {
    int sum = Checksums.weighted(v, CHINESE);
    return Checksums.isDate(
            Checksums.number(v, 6, 10), Checksums.number(v, 10, 12), Checksums.number(v, 12, 14))
        && "10X98765432".charAt(sum % 11) == v[17];
  }

  private static boolean japanese(char[] v) {
    int sum = Checksums.weighted(v, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return !Checksums.allSame(v) && (sum <= 1 ? 0 : 11 - sum) == Checksums.digit(v[11]);
  }

  private static boolean taiwanese(char[] v) {
    int letter = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(v[0]) + 10;
    int sum = letter / 10 + letter % 10 * 9;
    for (int i = 1; i < 9; i++) {
      sum += Checksums.digit(v[i]) * (9 - i);
    }
    return (sum + Checksums.digit(v[9])) % 10 == 0;
  }

  private static boolean hongKong(char[] v) {
    int at = v.length - 8;
    int sum = (at == 1 ? v[0] - 'A' + 10 : 36) * 9 + (v[at] - 'A' + 10) * 8;
    for (int i = 1; i <= 6; i++) {
      sum += Checksums.digit(v[at + i]) * (8 - i);
    }
    int check = v[at + 7] == 'A' ? 10 : Checksums.digit(v[at + 7]);
    return (sum + check) % 11 == 0;
  }

  private static boolean nric(char[] v) {
    int sum = 0;
    int[] weights = {2, 7, 6, 5, 4, 3, 2};
    for (int i = 0; i < 7; i++) {
      sum += Checksums.digit(v[i + 1]) * weights[i];
    }
    sum += v[0] == 'T' || v[0] == 'G' ? 4 : v[0] == 'M' ? 3 : 0;
    String letters =
        v[0] == 'S' || v[0] == 'T' ? "JZIHGFEDCBA" : v[0] == 'M' ? "KLJNPQRTUWX" : "XWUTRQPNMLK";
    return letters.charAt(sum % 11) == v[8];
  }
}
