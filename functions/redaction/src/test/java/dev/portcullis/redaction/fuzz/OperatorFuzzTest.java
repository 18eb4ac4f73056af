package dev.portcullis.redaction.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.operators.Operator;
import dev.portcullis.redaction.operators.OperatorKey;
import dev.portcullis.redaction.operators.OperatorKeys;
import dev.portcullis.redaction.operators.Operators;
import dev.portcullis.redaction.operators.Outcome;
import dev.portcullis.redaction.operators.Reidentifier;
import dev.portcullis.redaction.operators.Value;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any value through any operator: replaced or refused; tokens open to the value, damaged do not.
 */
final class OperatorFuzzTest {
  private static final OperatorKeys KEYS = OperatorKeys.of(OperatorKey.of("k1", new byte[32]));
  private static final List<String> TYPES =
      List.of("EMAIL_ADDRESS", "DATE_TIME", "AGE", "IP_ADDRESS", "CREDIT_CARD", "PERSON", "own");

  private final List<Operator> reversible =
      List.of(
          Operators.aesGcm(KEYS, new Random(1)),
          Operators.aesSiv(KEYS),
          Operators.formatPreserving(KEYS));
  private final List<Operator> others =
      List.of(
          Operators.redact(),
          Operators.label(),
          Operators.mask('*', 4),
          Operators.keyedHash(KEYS),
          Operators.surrogate(KEYS),
          Operators.generalise(),
          Operators.dateShift(KEYS, "scope", 30));

  @Test
  void anyValueIsReplacedOrRefusedAndATokenOpensToItsValue() {
    assertTrue(Fuzz.run("operators", this::operators) > 0);
  }

  private void operators(Random random) {
    String text = FuzzTexts.next(random) + "1";
    int from = random.nextInt(text.length());
    String value = text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(40)));
    Value typed = new Value(TYPES.get(random.nextInt(TYPES.size())), value);
    others.get(random.nextInt(others.size())).apply(typed);
    Operator operator = reversible.get(random.nextInt(reversible.size()));
    if (operator.apply(typed) instanceof Outcome.Replaced token) {
      Reidentifier reader = new Reidentifier(KEYS);
      assertEquals(value, reader.reidentify(token.text()).text());
      StringBuilder damaged = new StringBuilder(token.text());
      int at = random.nextInt(damaged.length());
      damaged.setCharAt(at, (char) (damaged.charAt(at) ^ 1 << random.nextInt(7)));
      reader.reidentify(damaged.toString());
    }
  }
}
