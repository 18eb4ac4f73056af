package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyFuzzTest {
  private static final long SEED = Long.getLong("portcullis.fuzz.seed", 20261124L);
  private static final long MILLIS = Long.getLong("portcullis.fuzz.millis", 10_000L);
  private static final String GOOD =
      """
      // A paragraph.
      @id("x") permit (principal is User in ?principal, action in [Action::"a", Action::"b"], resource)
      when { context has a.b && context.a.b like "x*\\*" || [1, 2].contains(-3) }
      unless { if ip("10.0.0.1").isLoopback() then {a: 1, "b c": 2}["b c"] > 2 * 3 else !(1 == 2) };
      """;
  private static final String[] WORDS = {
    "permit",
    "forbid",
    "when",
    "unless",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ",",
    "::",
    "\"",
    "\\",
    "principal",
    "is",
    "in",
    "has",
    "like",
    "!",
    "-",
    "if",
    "then",
    "else",
    "@",
    "?",
    "//",
    "\n",
    "9999999999999999999",
    "\u0000",
    "é",
    "\ud83d",
    "(((((((((((((((((((((",
    "!!!!!!",
    "\\u{110000}"
  };

  @Test
  void noTextCrashesTheParser() {
    Random random = new Random(SEED);
    long end = System.nanoTime() + MILLIS * 1_000_000;
    long read = 0;
    long refused = 0;
    while (System.nanoTime() < end) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int edits = random.nextInt(5); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(12));
        String word = WORDS[random.nextInt(WORDS.length)];
        text.replace(at, random.nextBoolean() ? at : to, word);
      }
      try {
        PolicyParser.parse("fuzz.cedar", text.toString());
        read++;
      } catch (SourceException expected) {
        refused++;
      } catch (RuntimeException | StackOverflowError crash) {
        throw new AssertionError("seed " + SEED + ": " + text, crash);
      }
    }
    System.out.println("policy parser: " + read + " read, " + refused + " refused");
    assertTrue(read > 0 && refused > 0, read + " read, " + refused + " refused");
  }
}
