package dev.portcullis.redaction.limits;

import static dev.portcullis.redaction.limits.Passing.MAIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.redaction.Span;
import dev.portcullis.redaction.operators.Operator;
import dev.portcullis.redaction.operators.OperatorKey;
import dev.portcullis.redaction.operators.OperatorKeys;
import dev.portcullis.redaction.operators.OperatorPolicy;
import dev.portcullis.redaction.operators.Operators;
import dev.portcullis.redaction.operators.Redactor;
import dev.portcullis.redaction.operators.Reidentifier;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** The limits of operators: what an operator does not take becomes a label, never stays. */
final class OperatorLimitCases {
  private static final OperatorKeys KEYS = OperatorKeys.of(OperatorKey.of("k1", new byte[32]));

  private OperatorLimitCases() {}

  static Map<String, IntConsumer> all() {
    Map<String, IntConsumer> cases = new TreeMap<>();
    cases.put("operators.Tokens.LONGEST", OperatorLimitCases::longValue);
    cases.put("operators.Ff1.LONGEST", OperatorLimitCases::longValue);
    cases.put("operators.DateForm.LONGEST", OperatorLimitCases::longValue);
    cases.put("operators.Labels.LONGEST", n -> value("T".repeat(n + 1), MAIL));
    cases.put("operators.Token.LONGEST", OperatorLimitCases::longToken);
    cases.put(
        "operators.OperatorKey.SHORTEST",
        n ->
            assertThrows(
                IllegalArgumentException.class, () -> OperatorKey.of("k1", new byte[n - 1])));
    return cases;
  }

  private static void longValue(int limit) {
    value("DATE_TIME", MAIL + "x".repeat(limit));
    value("EMAIL_ADDRESS", MAIL + "9".repeat(limit));
  }

  private static void value(String type, String value) {
    List<Operator> operators =
        List.of(
            Operators.redact(),
            Operators.label(),
            Operators.fixed("x"),
            Operators.mask('*', 4),
            Operators.keyedHash(KEYS),
            Operators.aesGcm(KEYS, new Random(1)),
            Operators.aesSiv(KEYS),
            Operators.formatPreserving(KEYS),
            Operators.surrogate(KEYS),
            Operators.generalise(),
            Operators.dateShift(KEYS, "scope", 30));
    Span span = new Span(type, 3, 3 + value.length(), 1, "test");
    for (Operator operator : operators) {
      String out =
          Redactor.apply("to " + value + "!", List.of(span), OperatorPolicy.all(operator)).text();
      Passing.clean(out);
      assertFalse(out.contains(value), "the value stayed");
    }
  }

  private static void longToken(int limit) {
    String text = "[EMAIL_ADDRESS:gcm:k1:" + "A".repeat(limit) + "]";
    assertEquals(text, new Reidentifier(KEYS).reidentify(text).text());
  }
}
