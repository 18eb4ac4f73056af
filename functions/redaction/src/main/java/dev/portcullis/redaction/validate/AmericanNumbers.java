package dev.portcullis.redaction.validate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers of the United States, Canada, Mexico and South America. */
final class AmericanNumbers {
  /** Numbers the Social Security Administration has published as never valid. */
  private static final Set<String> VOID_SSN =
      Set.of("078051120", "123456789", "219099999", "987654320");

  private static final String CURP = "0123456789ABCDEFGHIJKLMN*OPQRSTUVWXYZ";

  private AmericanNumbers() {}

  /** The validator of this name, null when it is not of this family. */
  static @Nullable Validator named(String name) {
    return switch (name) {
      case "us-ssn" -> Validators.rule(AmericanNumbers::ssn);
      case "us-ssn-reversed" -> Validators.rule(v -> ssn(Validators.reverse(v)));
      case "us-aba" -> Validators.check(AmericanNumbers::aba);
      case "us-npi" -> Validators.check(AmericanNumbers::npi);
      case "us-dea" -> Validators.check(AmericanNumbers::dea);
      case "us-cusip" -> Validators.check(AmericanNumbers::cusip);
      case "ca-sin" -> Validators.check(AmericanNumbers::sin);
      case "br-cpf" -> Validators.check(AmericanNumbers::cpf);
      case "br-cnpj" -> Validators.check(AmericanNumbers::cnpj);
      case "mx-curp" -> Validators.check(AmericanNumbers::curp);
      case "cl-rut" -> Validators.check(AmericanNumbers::rut);
      case "ar-cuit" -> Validators.check(AmericanNumbers::cuit);
      default -> null;
    };
  }

  private static boolean ssn(char[] v) {
    if (v.length != 9 || !Checksums.allDigits(v) || Checksums.allSame(v)) {
      return false;
    }
    boolean blank = Checksums.number(v, 0, 3) == 0 || Checksums.number(v, 3, 5) == 0;
    return !blank
        && Checksums.number(v, 5, 9) != 0
        && Checksums.number(v, 0, 3) != 666
        && !VOID_SSN.contains(new String(v));
  }

  private static boolean aba(char[] v) {
    return v.length == 9
        && !Checksums.allSame(v)
        && Checksums.weighted(v, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
  }

  private static boolean npi(char[] v) {
    char[] prefixed = new char[15];
    "80840".getChars(0, 5, prefixed, 0);
    if (v.length != 10 || Checksums.allSame(java.util.Arrays.copyOf(v, 9))) {
      return false;
    }
    System.arraycopy(v, 0, prefixed, 5, 10);
    return Checksums.luhn(prefixed);
  }

  private static boolean dea(char[] v) {
    int n = v.length - 7;
    int odd = Checksums.digit(v[n]) + Checksums.digit(v[n + 2]) + Checksums.digit(v[n + 4]);
    int even = Checksums.digit(v[n + 1]) + Checksums.digit(v[n + 3]) + Checksums.digit(v[n + 5]);
    return (odd + 2 * even) % 10 == Checksums.digit(v[n + 6]);
  }

  private static boolean cusip(char[] v) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      int value = v[i] <= '9' ? v[i] - '0' : v[i] - 'A' + 10;
      int weighted = i % 2 == 0 ? value : 2 * value;
      sum += weighted / 10 + weighted % 10;
    }
    return (10 - sum % 10) % 10 == v[8] - '0';
  }

  private static boolean sin(char[] v) {
    return v.length == 9
        && v[0] != '0'
        && v[0] != '8'
        && !Checksums.allSame(v)
        && Checksums.luhn(v);
  }

  private static boolean cpf(char[] v) {
    int first = 11 - Checksums.weighted(v, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    int second = 11 - Checksums.weighted(v, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return v.length == 11
        && !Checksums.allSame(v)
        && (first > 9 ? 0 : first) == Checksums.digit(v[9])
        && (second > 9 ? 0 : second) == Checksums.digit(v[10]);
  }

  private static boolean cnpj(char[] v) {
    int first = 11 - Checksums.weighted(v, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    int second = 11 - Checksums.weighted(v, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return !Checksums.allSame(v)
        && (first > 9 ? 0 : first) == Checksums.digit(v[12])
        && (second > 9 ? 0 : second) == Checksums.digit(v[13]);
  }

  private static boolean curp(char[] v) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += CURP.indexOf(v[i]) * (18 - i);
    }
    return (10 - sum % 10) % 10 == v[17] - '0' && Checksums.isYearMonthDay(v, 4);
  }

  private static boolean rut(char[] v) {
    int sum = 0;
    for (int i = v.length - 2, weight = 2; i >= 0; i--) {
      sum += Checksums.digit(v[i]) * weight;
      weight = weight == 7 ? 2 : weight + 1;
    }
    int check = 11 - sum % 11;
    char expected = check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check);
    return v[v.length - 1] == expected;
  }

  private static boolean cuit(char[] v) {
    int check = 11 - Checksums.weighted(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return (check == 11 ? 0 : check) == Checksums.digit(v[10]) && !Checksums.allSame(v);
  }
}
