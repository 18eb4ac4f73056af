package dev.portcullis.redaction.operators;

import static dev.portcullis.redaction.operators.OperatorsTest.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.operators.Outcome.Replaced;
import dev.portcullis.redaction.operators.Reidentifier.Reidentified;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReidentifierTest {
  private final OperatorKeys keys = OperatorKeys.of(key("k1", 1));

  private static List<Operator> reversible(OperatorKeys keys, Random random) {
    return List.of(
        Operators.aesGcm(keys, random), Operators.aesSiv(keys), Operators.formatPreserving(keys));
  }

  private static String token(Operator operator, String type, String text) {
    return assertInstanceOf(Replaced.class, operator.apply(new Value(type, text))).text();
  }

  /** Letters, digits, separators, the token's own characters, accents, pairs and half pairs. */
  private static String randomValue(Random random) {
    StringBuilder text = new StringBuilder("ab12");
    String[] parts = {
      "a", "Z", "7", " ", "-", "[", "]", ":", "%", "%0%", "é", "\uD83D\uDE00", "\uD800", "\n"
    };
    int length = 3 + random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void everyReversibleTokenComesBack() {
    long seed = 31;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String value = randomValue(random);
      for (Operator operator : reversible(keys, random)) {
        String text = "x" + token(operator, "EMAIL_ADDRESS", value) + token(operator, "AGE", value);
        assertEquals(
            new Reidentified("x" + value + value, 2, 0),
            new Reidentifier(keys).reidentify(text),
            "seed " + seed + " at " + i);
      }
    }
  }

  @Test
  void rotationKeepsOldTokensReadableAndWritesWithTheNewKey() {
    OperatorKeys rotated = keys.rotatedTo(key("k2", 2));
    Random random = new Random(1);
    for (int i = 0; i < 3; i++) {
      String old = token(reversible(keys, random).get(i), "CREDIT_CARD", "4111 1111 1111 1111");
      String fresh =
          token(reversible(rotated, random).get(i), "CREDIT_CARD", "4111 1111 1111 1111");
      assertTrue(old.contains(":k1:") && fresh.contains(":k2:"));
      assertEquals(
          new Reidentified("4111 1111 1111 1111, 4111 1111 1111 1111", 2, 0),
          new Reidentifier(rotated).reidentify(old + ", " + fresh));
    }
  }

  @Test
  void aTokenOfARetiredKeyStaysAndIsCounted() {
    String old = token(Operators.aesSiv(keys), "AGE", "42");
    assertEquals(
        new Reidentified(old, 0, 1),
        new Reidentifier(OperatorKeys.of(key("k2", 2))).reidentify(old));
  }

  @Test
  void aHashStays() {
    String hash = token(Operators.keyedHash(keys), "AGE", "42");
    assertEquals(new Reidentified(hash, 0, 1), new Reidentifier(keys).reidentify(hash));
  }

  @Test
  void aChangedOrMovedTokenDoesNotOpen() {
    for (Operator operator : reversible(keys, new Random(1)).subList(0, 2)) {
      String token = token(operator, "AGE", "42");
      for (String changed :
          List.of(
              token.replace("AGE", "PIN"),
              token
                  .replace(":siv:", ":gcm:")
                  .replace(":gcm:k", ":siv:k")
                  .replace("AGE:siv", "AGF:siv"),
              token.substring(0, token.length() - 3) + "AA]",
              token.replace(":k1:", ":k1:A"))) {
        if (!changed.equals(token)) {
          assertEquals(
              new Reidentified(changed, 0, 1), new Reidentifier(keys).reidentify(changed), changed);
        }
      }
    }
  }

  @Test
  void textThatIsNoTokenStays() {
    String text = "[a] [AGE:siv:k1 [[AGE] ] [X:zz:k1:abc] [AGE:ff1:k1:q.1] [AGE:ff1:k1:d.%9%] [";
    Reidentified same = new Reidentifier(keys).reidentify(text);
    assertEquals(text, same.text());
    assertEquals(3, same.unreadable());
  }

  @Test
  void damagedTextNeverThrows() {
    long seed = 77;
    Random random = new Random(seed);
    String token =
        token(Operators.aesSiv(keys), "AGE", "42")
            + token(Operators.formatPreserving(keys), "PIN", "123456[");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder damaged = new StringBuilder(token);
      for (int j = random.nextInt(4); j >= 0; j--) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), "[]:%.aA1\uD800 ".charAt(random.nextInt(10)));
      }
      new Reidentifier(keys).reidentify(damaged.toString());
    }
  }
}
