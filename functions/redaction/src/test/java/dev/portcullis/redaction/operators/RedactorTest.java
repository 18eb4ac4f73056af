package dev.portcullis.redaction.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import dev.portcullis.redaction.operators.Redactor.Redaction.Redacted;
import dev.portcullis.redaction.operators.Redactor.Redaction.Unredacted;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);
  private final RedactionSession session = new RedactionSession(SCANNER, new Random(1), Set.of());
  private final OperatorKeys keys = OperatorKeys.of(OperatorsTest.key("k1", 1));
  private final OperatorGrammar grammar =
      OperatorGrammar.keyed(session.placeholderOperator(), keys, new Random(2), "scope");

  private Redacted redact(String text, String... lines) {
    return assertInstanceOf(
        Redacted.class, new Redactor(SCANNER, grammar.parse(List.of(lines))).redact(text));
  }

  @Test
  void everyOperatorHasAName() {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("redact", ""),
            Map.entry("label", "\\[EMAIL_ADDRESS]"),
            Map.entry("fixed:a:b", "a:b"),
            Map.entry("mask", "\\*{3}@\\*{7}\\.\\*{3}"),
            Map.entry("mask:#:3", "#{3}@#{7}\\.org"),
            Map.entry("keep", "eve@example\\.org"),
            Map.entry("generalise", "\\*@example\\.org"),
            Map.entry("placeholder", "\\[EMAIL_ADDRESS_1_\\w{4}]"),
            Map.entry("hash", "\\[EMAIL_ADDRESS:h:k1:[\\w-]+]"),
            Map.entry("gcm", "\\[EMAIL_ADDRESS:gcm:k1:[\\w-]+]"),
            Map.entry("siv", "\\[EMAIL_ADDRESS:siv:k1:[\\w-]+]"),
            Map.entry("ff1", "\\[EMAIL_ADDRESS:ff1:k1:l\\.\\w+@\\w+\\.\\w+]"),
            Map.entry("surrogate", "[a-z]+\\.[a-z]+\\d+@example\\.com"));
    expected.forEach(
        (operator, form) -> {
          String text = redact("to eve@example.org", "*=" + operator).text();
          assertTrue(text.matches("to " + form), operator + " gave " + text);
        });
  }

  @Test
  void eachTypeHasItsOperatorAndTheRestTheStar() {
    assertEquals(
        "[EMAIL_ADDRESS] at x, card ",
        redact(
                "eve@example.org at 203.0.113.77, card 4111111111111111",
                "*=redact",
                "EMAIL_ADDRESS=label",
                "IP_ADDRESS=fixed:x")
            .text());
  }

  @Test
  void aTypeWithoutALineGetsItsLabel() {
    assertEquals("[EMAIL_ADDRESS]", redact("eve@example.org", "AGE=keep").text());
  }

  @Test
  void whatAnOperatorRefusesBecomesALabelAndIsCounted() {
    Redacted redacted = redact("eve@example.org", "EMAIL_ADDRESS=shift:30");
    assertEquals("[EMAIL_ADDRESS]", redacted.text());
    assertEquals(Map.of("EMAIL_ADDRESS", 1), redacted.labelled());
    assertEquals(Map.of("EMAIL_ADDRESS", 1), redacted.counts());
  }

  @Test
  void placeholdersComeBackThroughTheSession() {
    String redacted = redact("to eve@example.org!", "*=placeholder").text();
    ReplyFilter filter = session.replyFilter(Form.TEXT);
    assertEquals("to eve@example.org!", filter.push(redacted) + filter.finish());
  }

  @Test
  void linesThatAreNotUnderstoodAreRefusedByName() {
    for (String line :
        List.of(
            "x", "a=label", "*=", "*=nope", "*=keep:1", "*=mask:ab", "*=mask:*:x", "*=shift:1:2")) {
      assertThrows(IllegalArgumentException.class, () -> grammar.parse(List.of(line)), line);
    }
    IllegalArgumentException noKey =
        assertThrows(
            IllegalArgumentException.class,
            () -> OperatorGrammar.unkeyed(session.placeholderOperator()).parse(List.of("*=siv")));
    assertEquals("operator siv needs a key", noKey.getMessage());
  }

  @Test
  void overBudgetNothingComesOut() {
    Scanner small = new Scanner(DetectorSet.of(Profile.DEFAULT), new Budget(8, 100, 1));
    assertEquals(
        new Unredacted(Reason.TOO_LARGE),
        new Redactor(small, OperatorPolicy.all(Operators.label())).redact("eve@example.org"));
  }

  @Test
  void afterAnOperatorsFailureNothingComesOut() {
    Operator failing =
        value -> {
          throw new IllegalStateException("injected");
        };
    assertEquals(
        new Unredacted(Reason.INTERNAL_ERROR),
        new Redactor(SCANNER, OperatorPolicy.all(failing)).redact("eve@example.org"));
  }

  @Test
  void spansThatOverlapAreRefused() {
    List<Span> spans = List.of(new Span("A", 0, 3, 1, "t"), new Span("A", 2, 4, 1, "t"));
    OperatorPolicy policy = OperatorPolicy.all(Operators.label());
    assertThrows(IllegalArgumentException.class, () -> Redactor.apply("abcdef", spans, policy));
    assertThrows(
        IllegalArgumentException.class,
        () -> Redactor.apply("abc", List.of(new Span("A", 0, 4, 1, "t")), policy));
  }
}
