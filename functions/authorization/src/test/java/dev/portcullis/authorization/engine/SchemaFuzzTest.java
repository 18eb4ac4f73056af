package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SchemaFuzzTest {
  private static final long SEED = Long.getLong("portcullis.fuzz.seed", 20261124L);
  private static final long MILLIS = Long.getLong("portcullis.fuzz.millis", 10_000L);
  private static final String GOOD =
      """
      // A paragraph.
      type Name = String;
      @doc("x") namespace App::Sub {
        entity Team enum ["a"];
        entity User, Robot in [Team] = { name?: Name, "b c": Set<{ at: datetime }> } tags Long;
        action use; action "read", write in [use, App::Sub::Action::"use"]
          appliesTo { principal: [User, Robot], resource: Team, context: { ip: __cedar::ipaddr } };
      }
      """;
  private static final String[] WORDS = {
    "entity",
    "action",
    "type",
    "namespace",
    "enum",
    "tags",
    "in",
    "appliesTo",
    "context",
    "Set<",
    ">",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ";",
    ",",
    ":",
    "::",
    "?",
    "=",
    "@",
    "\"",
    "\\",
    "//",
    "\n",
    "Long",
    "User",
    "Name",
    "__cedar::",
    "\u0000",
    "é",
    "\ud83d",
    "Set<Set<Set<Set<Set<",
    "{a:{a:{a:{a:",
    "\\u{110000}"
  };

  @Test
  void noTextCrashesTheSchemaParser() {
    Random random = new Random(SEED);
    long end = System.nanoTime() + MILLIS * 1_000_000;
    long read = 0;
    long refused = 0;
    while (System.nanoTime() < end) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int edits = random.nextInt(5); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(12));
        String word = WORDS[random.nextInt(WORDS.length)];
        text.replace(at, random.nextBoolean() ? at : to, word);
      }
      try {
        Schema.parse("fuzz.cedarschema", text.toString());
        read++;
      } catch (SourceException expected) {
        refused++;
      } catch (RuntimeException | StackOverflowError crash) {
        throw new AssertionError("seed " + SEED + ": " + text, crash);
      }
    }
    System.out.println("schema parser: " + read + " read, " + refused + " refused");
    assertTrue(read > 0 && refused > 0, read + " read, " + refused + " refused");
  }
}
