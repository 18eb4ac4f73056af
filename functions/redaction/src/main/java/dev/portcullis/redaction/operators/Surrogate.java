package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.operators.Outcome.Replaced;
import java.math.BigInteger;
import java.util.List;

/**
 * Replaces a value by a plausible one of its kind, the same for the same value under the same key.
 *
 * <p>Where a range is set aside for examples it is used: e-mail at {@code example.com} (RFC 2606),
 * documentation addresses (RFC 5737, RFC 3849), US social security numbers of area 9xx, which are
 * never issued. Cards and IBANs have right checksums. Other values keep their shape: digits stay
 * digits and letters letters.
 */
final class Surrogate implements Operator {
  private static final List<String> GIVEN =
      List.of("Alex", "Robin", "Sam", "Kim", "Jo", "Chris", "Dana", "Lee", "Noor", "Mika", "Sasha");
  private static final List<String> FAMILY =
      List.of("Baker", "Fisher", "Miller", "Weber", "Rossi", "Novak", "Silva", "Costa", "Berg");
  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

  private final OperatorKeys keys;

  Surrogate(OperatorKeys keys) {
    this.keys = keys;
  }

  @Override
  public Outcome apply(Value value) {
    KeyedChoice choice = new KeyedChoice(keys.primary(), "surrogate", value.type(), value.text());
    String text = value.text();
    return new Replaced(
        switch (value.type()) {
          case "EMAIL_ADDRESS" -> email(choice);
          case "PERSON" -> choice.of(GIVEN) + " " + choice.of(FAMILY);
          case "IP_ADDRESS" -> address(text, choice);
          case "US_SSN" -> "9" + shaped(text, choice).substring(1);
          case "CREDIT_CARD" -> card(text, choice);
          case "IBAN_CODE", "IBAN" -> iban(text, choice);
          case "URL", "DOMAIN" -> "https://example.com/" + choice.below(1_000_000);
          default -> shaped(text, choice);
        });
  }

  private static String email(KeyedChoice choice) {
    String name = choice.of(GIVEN) + "." + choice.of(FAMILY) + choice.below(1_000_000);
    return name.toLowerCase(java.util.Locale.ROOT) + "@example.com";
  }

  private static String address(String text, KeyedChoice choice) {
    if (text.indexOf(':') < 0) {
      return choice.of(NETWORKS) + (1 + choice.below(254));
    }
    return String.format("2001:db8::%x:%x", choice.below(65_536), choice.below(65_536));
  }

  /** Each digit by a digit and each letter by a letter; everything else stays. */
  private static String shaped(String text, KeyedChoice choice) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        out.append((char) ('0' + choice.below(10)));
      } else if (Character.isLetter(c) || Character.isDigit(c) || Character.isSurrogate(c)) {
        char first = Character.isUpperCase(c) ? 'A' : Character.isDigit(c) ? '0' : 'a';
        out.append((char) (first + choice.below(first == '0' ? 10 : 26)));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String card(String text, KeyedChoice choice) {
    StringBuilder out = new StringBuilder(shaped(text, choice));
    int last = -1;
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) >= '0' && out.charAt(i) <= '9') {
        last = i;
      }
    }
    for (char digit = '0'; last >= 0 && digit <= '9'; digit++) {
      out.setCharAt(last, digit);
      if (luhn(out)) {
        break;
      }
    }
    return out.toString();
  }

  private static boolean luhn(CharSequence text) {
    int sum = 0;
    boolean twice = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = text.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        int weighed = twice ? 2 * digit : digit;
        sum += weighed > 9 ? weighed - 9 : weighed;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  /** The country and shape stay, the account is another, the check digits are right. */
  private static String iban(String text, KeyedChoice choice) {
    if (text.length() < 5 || !text.substring(0, 4).matches("[A-Za-z]{2}\\d{2}")) {
      return shaped(text, choice);
    }
    String account = shaped(text.substring(4), choice);
    StringBuilder numerals = new StringBuilder();
    String rearranged = account + text.substring(0, 2) + "00";
    for (int i = 0; i < rearranged.length(); i++) {
      char c = rearranged.charAt(i);
      if (Character.digit(c, 36) >= 0) {
        numerals.append(Character.digit(c, 36));
      }
    }
    int check = 98 - new BigInteger(numerals.toString()).mod(BigInteger.valueOf(97)).intValue();
    return text.substring(0, 2) + (check < 10 ? "0" : "") + check + account;
  }
}
