package dev.portcullis.redaction.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.operators.Outcome.Refusal;
import dev.portcullis.redaction.operators.Outcome.Refused;
import dev.portcullis.redaction.operators.Outcome.Replaced;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  static OperatorKey key(String id, int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return OperatorKey.of(id, secret);
  }

  private final OperatorKeys keys = OperatorKeys.of(key("k1", 1));

  private static String apply(Operator operator, String type, String text) {
    return assertInstanceOf(Replaced.class, operator.apply(new Value(type, text))).text();
  }

  private static Refusal refused(Operator operator, String type, String text) {
    return assertInstanceOf(Refused.class, operator.apply(new Value(type, text))).why();
  }

  @Test
  void redactLeavesNothing() {
    assertEquals("", apply(Operators.redact(), "AGE", "42"));
  }

  @Test
  void labelShowsTheTypeInUpperCaseWords() {
    assertEquals("[US_SSN]", apply(Operators.label(), "us-ssn", "1"));
    assertEquals("[T9X]", apply(Operators.label(), "9x", "1"));
  }

  @Test
  void fixedIsTheSameForEveryValue() {
    assertEquals("***", apply(Operators.fixed("***"), "AGE", "42"));
  }

  @Test
  void maskKeepsSeparatorsAndTheLastFew() {
    assertEquals(
        "**** **** **** 1111", apply(Operators.mask('*', 4), "CREDIT_CARD", "4111 1111 1111 1111"));
  }

  @Test
  void maskNeverShowsMoreThanAThird() {
    assertEquals("xx3", apply(Operators.mask('x', 9), "PIN", "123"));
    assertEquals("xx", apply(Operators.mask('x', 9), "PIN", "12"));
    assertThrows(IllegalArgumentException.class, () -> Operators.mask('x', -1));
  }

  @Test
  void keepKeeps() {
    assertEquals("42", apply(Operators.keep(), "AGE", "42"));
  }

  @Test
  void aHashJoinsEqualValuesOfOneTypeAndNamesItsKey() {
    Operator hash = Operators.keyedHash(keys);
    assertTrue(apply(hash, "AGE", "42").matches("\\[AGE:h:k1:[A-Za-z0-9_-]{22}]"));
    assertEquals(apply(hash, "AGE", "42"), apply(hash, "AGE", "42"));
    assertNotEquals(apply(hash, "AGE", "42"), apply(hash, "AGE", "43"));
    Operator other = Operators.keyedHash(OperatorKeys.of(key("k1", 2)));
    assertNotEquals(apply(hash, "AGE", "42"), apply(other, "AGE", "42"));
  }

  @Test
  void aSivTokenJoinsAndAGcmTokenDoesNot() {
    Operator siv = Operators.aesSiv(keys);
    assertEquals(apply(siv, "AGE", "42"), apply(siv, "AGE", "42"));
    Operator gcm = Operators.aesGcm(keys, new Random(1));
    assertNotEquals(apply(gcm, "AGE", "42"), apply(gcm, "AGE", "42"));
  }

  @Test
  void formatPreservingKeepsTheFormat() {
    assertTrue(
        apply(Operators.formatPreserving(keys), "CREDIT_CARD", "4111 1111-1111 1111")
            .matches("\\[CREDIT_CARD:ff1:k1:d\\.\\d{4} \\d{4}-\\d{4} \\d{4}]"));
    assertTrue(
        apply(Operators.formatPreserving(keys), "IBAN_CODE", "DE89 3704 0044")
            .matches("\\[IBAN_CODE:ff1:k1:u\\.[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}]"));
  }

  @Test
  void formatPreservingRefusesDomainsUnderAMillion() {
    Operator ff1 = Operators.formatPreserving(keys);
    assertEquals(Refusal.DOMAIN_TOO_SMALL, refused(ff1, "PIN", "12345"));
    assertTrue(apply(ff1, "PIN", "123456").startsWith("[PIN:ff1:k1:"));
    assertEquals(Refusal.DOMAIN_TOO_SMALL, refused(ff1, "CODE", "abc"));
    assertTrue(apply(ff1, "CODE", "abcd").startsWith("[CODE:ff1:k1:"));
    assertEquals(Refusal.DOMAIN_TOO_SMALL, refused(ff1, "PERSON", "李雷"));
    assertFalse(Ff1.allows(10, 5));
    assertTrue(Ff1.allows(10, 6));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Ff1(new byte[16], 10).encrypt(new int[5], new byte[0]));
  }

  @Test
  void valuesThatAreTooLongAreRefused() {
    String text = "1".repeat(5_000);
    assertEquals(Refusal.TOO_LONG, refused(Operators.formatPreserving(keys), "X", text));
    assertEquals(Refusal.TOO_LONG, refused(Operators.aesSiv(keys), "X", text));
    assertEquals(Refusal.TOO_LONG, refused(Operators.aesGcm(keys, new Random(1)), "X", text));
  }

  @Test
  void surrogatesAreConsistentAndOfTheirKind() {
    Operator surrogate = Operators.surrogate(keys);
    String card = apply(surrogate, "CREDIT_CARD", "4111 1111 1111 1111");
    assertEquals(card, apply(surrogate, "CREDIT_CARD", "4111 1111 1111 1111"));
    assertNotEquals("4111 1111 1111 1111", card);
    assertTrue(card.matches("\\d{4} \\d{4} \\d{4} \\d{4}"), card);
    assertTrue(luhn(card), card);
    assertTrue(
        apply(surrogate, "EMAIL_ADDRESS", "a@b.de").matches("[a-z]+\\.[a-z]+\\d+@example\\.com"));
    assertTrue(apply(surrogate, "US_SSN", "078-05-1120").matches("9\\d\\d-\\d\\d-\\d{4}"));
    assertTrue(apply(surrogate, "PERSON", "Jane Roe").matches("\\w+ \\w+"));
    assertTrue(apply(surrogate, "IP_ADDRESS", "10.1.2.3").matches("\\d+\\.\\d+\\.\\d+\\.\\d+"));
    assertTrue(apply(surrogate, "IP_ADDRESS", "fe80::1").startsWith("2001:db8::"));
    assertTrue(apply(surrogate, "OTHER", "Ab-12 é").matches("[A-Z][a-z]-\\d\\d [a-z]"));
  }

  @Test
  void aSurrogateIbanHasRightCheckDigits() {
    String iban = apply(Operators.surrogate(keys), "IBAN_CODE", "DE89 3704 0044 0532 0130 00");
    assertTrue(iban.matches("DE\\d{2}( \\d{4}){4} \\d{2}"), iban);
    String compact = iban.replace(" ", "");
    StringBuilder numerals = new StringBuilder();
    (compact.substring(4) + compact.substring(0, 4))
        .chars()
        .forEach(c -> numerals.append(Character.digit(c, 36)));
    assertEquals(
        1,
        new java.math.BigInteger(numerals.toString())
            .mod(java.math.BigInteger.valueOf(97))
            .intValue());
  }

  private static boolean luhn(String card) {
    int[] digits = card.chars().filter(Character::isDigit).map(c -> c - '0').toArray();
    int sum = 0;
    for (int i = 0; i < digits.length; i++) {
      int digit = digits[digits.length - 1 - i];
      sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
    }
    return sum % 10 == 0;
  }

  @Test
  void generaliseGivesACoarserForm() {
    Operator generalise = Operators.generalise();
    assertEquals("30-39", apply(generalise, "AGE", "34 years old"));
    assertEquals("90+", apply(generalise, "AGE", "97"));
    assertEquals("1980", apply(generalise, "DATE_TIME", "March 12, 1980"));
    assertEquals("203.0.113.0/24", apply(generalise, "IP_ADDRESS", "203.0.113.77"));
    assertEquals("2001:db8:1::/48", apply(generalise, "IP_ADDRESS", "2001:db8:1:2::3"));
    assertEquals("902**", apply(generalise, "ZIP_CODE", "90210-1234"));
    assertEquals("*@example.org", apply(generalise, "EMAIL_ADDRESS", "eve@example.org"));
  }

  @Test
  void generaliseRefusesWhatItKnowsNoCoarserFormOf() {
    assertEquals(Refusal.NO_COARSER_FORM, refused(Operators.generalise(), "US_SSN", "1"));
    assertEquals(Refusal.NO_COARSER_FORM, refused(Operators.generalise(), "AGE", "old"));
    assertEquals(Refusal.NO_COARSER_FORM, refused(Operators.generalise(), "DATE_TIME", "soon"));
  }

  @Test
  void datesOfAScopeMoveAlikeAndKeepTheirForm() {
    Operator shift = Operators.dateShift(keys, "patient 7", 90);
    List<String> forms =
        List.of(
            "2024-02-28",
            "28.02.2024",
            "02/28/2024",
            "28-02-2024",
            "2024/2/28",
            "28 February 2024",
            "February 28, 2024",
            "28 Feb 2024",
            "2024-02-28T10:15:00Z",
            "28th of February 2024");
    java.time.LocalDate moved =
        DateForm.read(apply(shift, "DATE_TIME", forms.get(0))).orElseThrow().date();
    for (String form : forms) {
      String shifted = apply(shift, "DATE_TIME", form);
      assertEquals(moved, DateForm.read(shifted).orElseThrow().date(), form + " " + shifted);
    }
    assertNotEquals("2024-02-28", apply(shift, "DATE_TIME", "2024-02-28"));
  }

  @Test
  void anotherScopeMovesByAnotherDistance() {
    long different =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> apply(Operators.dateShift(keys, "p" + i, 3_650), "D", "2024-02-28"))
            .distinct()
            .count();
    assertTrue(different > 40, "only " + different);
  }

  @Test
  void whatIsNoDateIsRefused() {
    Operator shift = Operators.dateShift(keys, "", 90);
    for (String text : List.of("soon", "2024-13-40", "31/31/2024", "12 Foo 2024", "1".repeat(99))) {
      assertEquals(Refusal.NOT_A_DATE, refused(shift, "DATE_TIME", text), text);
    }
  }

  @Test
  void nothingPrintsAValueOrAKey() {
    String printed =
        new Value("AGE", "forty-two")
            + " "
            + Operators.keep().apply(new Value("AGE", "forty-two"))
            + " "
            + keys
            + " "
            + keys.primary();
    assertFalse(printed.contains("forty"), printed);
    assertEquals("OperatorKey[k1]", keys.primary().toString());
  }

  @Test
  void badKeysAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> OperatorKey.of("k1", new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> OperatorKey.of("k:1", new byte[32]));
    assertThrows(IllegalArgumentException.class, () -> OperatorKeys.of(key("a", 1), key("a", 2)));
  }
}
