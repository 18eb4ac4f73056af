package dev.portcullis.redaction.validate;

import org.jspecify.annotations.Nullable;


/** National numbers of Europe apart from Germany and the North. */
final class EuropeanNumbers {
  private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private EuropeanNumbers() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "es-nif" -> Validators.check(v -> v[v.length - 1] == DNI.charAt(Checksums.number(v, 0, v.length - 1) % 23));
      case "es-nie" -> Validators.check(EuropeanNumbers::nie);
      case "it-fiscal" -> Validators.judged(v -> fiscal(v) ? Verdict.VALID : Verdict.UNKNOWN);
      case "it-vat" -> Validators.check(v -> v.length == 11 && !Checksums.allSame(v) && Checksums.luhn(v));
      case "pl-pesel" -> Validators.check(EuropeanNumbers::pesel);
      case "pl-nip" -> Validators.check(v -> Checksums.weighted(v, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == v[9] - '0');
      case "uk-nhs" -> Validators.check(EuropeanNumbers::nhs);
      case "fr-nir" -> Validators.check(EuropeanNumbers::nir);
      case "nl-bsn" -> Validators.check(EuropeanNumbers::bsn);
      case "be-national" -> Validators.check(EuropeanNumbers::belgian);
      case "pt-nif" -> Validators.check(EuropeanNumbers::portuguese);
      case "ie-pps" -> Validators.check(EuropeanNumbers::irish);
      case "at-svnr" -> Validators.check(EuropeanNumbers::austrian);
      case "ch-ahv" -> Validators.check(EuropeanNumbers::ahv);
      case "hr-oib" -> Validators.check(v -> !Checksums.allSame(v) && Checksums.mod11Mod10(v, 0, 11));
      case "bg-egn" -> Validators.check(v -> weightedMod11(v, 2, 4, 8, 5, 10, 9, 7, 3, 6));
      case "cz-birth" -> Validators.check(EuropeanNumbers::czech);
      case "ro-cnp" -> Validators.check(EuropeanNumbers::romanian);
      case "si-emso" -> Validators.check(v -> emso(v));
      case "gr-amka" -> Validators.check(v -> Checksums.luhn(v) && Checksums.isDayMonthYear(v, 0));
      case "ee-lt-personal" -> Validators.check(EuropeanNumbers::baltic);
      case "tr-national" -> Validators.check(EuropeanNumbers::turkish);
      case "ua-tax" -> Validators.check(v -> ukrainian(v));
      default -> null;
    };
  }

  private static boolean nie(char[] v) {
    v[0] = (char) ('0' + "XYZ".indexOf(v[0]));
    return v[v.length - 1] == DNI.charAt(Checksums.number(v, 0, v.length - 1) % 23);
  }

  private static boolean fiscal(char[] v) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int value = v[i] <= '9' ? v[i] - '0' : v[i] - 'A';
      sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
    }
    return v[15] == (char) ('A' + sum % 26);
  }

  private static boolean pesel(char[] v) {
    int month = Checksums.number(v, 2, 4) % 20;
    int sum = Checksums.weighted(v, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1);
    return sum % 10 == 0 && Checksums.isDate(2000, month, Checksums.number(v, 4, 6));
  }

  private static boolean nhs(char[] v) {
    if (v.length != 10 || Checksums.allSame(v)) {
      return false;
    }
    return Checksums.weighted(v, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  /** Corsica's departments 2A and 2B count as 19 and 18. */
  private static boolean nir(char[] v) {
    char[] digits = v.clone();
    if (v[6] >= 'A') {
      digits[5] = '1';
      digits[6] = v[6] == 'A' ? '9' : '8';
    }
    long number = Long.parseLong(new String(digits, 0, 13));
    return 97 - number % 97 == Checksums.number(digits, 13, 15);
  }

  private static boolean bsn(char[] v) {
    int sum = Checksums.weighted(v, 9, 8, 7, 6, 5, 4, 3, 2) - Checksums.digit(v[8]);
    return v.length == 9 && !Checksums.allSame(v) && sum % 11 == 0;
  }

  private static boolean belgian(char[] v) {
    int number = Checksums.number(v, 0, 9);
    int check = Checksums.number(v, 9, 11);
    boolean holds = 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    return holds && Checksums.number(v, 2, 4) % 20 <= 12;
  }

  private static boolean portuguese(char[] v) {
    int check = 11 - Checksums.weighted(v, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return "1235689".indexOf(v[0]) >= 0 && (check > 9 ? 0 : check) == Checksums.digit(v[8]);
  }

  private static boolean irish(char[] v) {
    int sum = Checksums.weighted(v, 8, 7, 6, 5, 4, 3, 2);
    if (v.length == 9 && v[8] != 'W') {
      sum += 9 * (v[8] - 'A' + 1);
    }
    return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == v[7];
  }

  private static boolean austrian(char[] v) {
    int sum = Checksums.weighted(v, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6);
    return v.length == 10
        && v[0] != '0'
        && sum % 11 == Checksums.digit(v[3])
        && Checksums.number(v, 6, 8) <= 15;
  }

  private static boolean ahv(char[] v) {
    int sum = Checksums.weighted(v, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
    return (10 - sum % 10) % 10 == Checksums.digit(v[12]);
  }

  private static boolean weightedMod11(char[] v, int... weights) {
    return Checksums.weighted(v, weights) % 11 % 10 == Checksums.digit(v[weights.length]);
  }

  private static boolean czech(char[] v) {
    int month = Checksums.number(v, 2, 4) % 50;
    boolean date =
        Checksums.isDate(2000, month > 20 ? month - 20 : month, Checksums.number(v, 4, 6));
    long number = Long.parseLong(new String(v));
    return date && v.length == 10 && number % 11 == 0;
  }

  private static boolean romanian(char[] v) {
    int check = Checksums.weighted(v, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
    return v[0] != '0'
        && Checksums.isYearMonthDay(v, 1)
        && (check == 10 ? 1 : check) == Checksums.digit(v[12]);
  }

  private static boolean emso(char[] v) {
    int check = 11 - Checksums.weighted(v, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    boolean date = Checksums.isDate(2000, Checksums.number(v, 2, 4), Checksums.number(v, 0, 2));
    return date && (check > 9 ? 0 : check) == Checksums.digit(v[12]);
  }

  private static boolean baltic(char[] v) {
    int check = Checksums.weighted(v, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
    if (check == 10) {
      check = Checksums.weighted(v, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
    }
    return Checksums.isYearMonthDay(v, 1) && check == Checksums.digit(v[10]);
  }

  private static boolean turkish(char[] v) {
    if (v.length != 11 || v[0] == '0') {
      return false;
    }
    int odd = Checksums.weighted(v, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    int even = Checksums.weighted(v, 0, 1, 0, 1, 0, 1, 0, 1);
    int tenth = Math.floorMod(7 * odd - even, 10);
    return tenth == Checksums.digit(v[9]) && (odd + even + tenth) % 10 == Checksums.digit(v[10]);
  }

  private static boolean ukrainian(char[] v) {
    int sum = -Checksums.digit(v[0]) + Checksums.weighted(v, 0, 5, 7, 9, 4, 6, 10, 5, 7);
    return Math.floorMod(sum, 11) % 10 == Checksums.digit(v[9]);
  }
}
