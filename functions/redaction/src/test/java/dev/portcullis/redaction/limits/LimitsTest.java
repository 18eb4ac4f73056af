package dev.portcullis.redaction.limits;

import static dev.portcullis.redaction.limits.Passing.CARD;
import static dev.portcullis.redaction.limits.Passing.MAIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.session.WithheldReason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every limit of the engine, read from its classes, is passed once, and not one planted value comes
 * out. A number that is new in the engine fails the first test until it has a case here or is
 * listed as no limit.
 */
final class LimitsTest {
  /** Numbers that bound nothing: values, sizes of algorithms, scores and forms. */
  private static final Set<String> NO_LIMIT =
      Set.of(
          "detect.Contexts.NEVER",
          "detect.DetectorFile.SHORTEST_PUBLISHED",
          "detect.Judge.BOOST",
          "detect.Judge.REPORTED",
          "detect.Judge.WEAK",
          "detect.Keywords.ROOT",
          "detect.View.NEED",
          "operators.AesGcm.NONCE",
          "operators.AesGcm.TAG_BITS",
          "operators.AesSiv.BLOCK",
          "operators.Cmac.BLOCK",
          "operators.Ff1.BLOCK",
          "operators.Ff1.ROUNDS",
          "operators.OperatorGrammar.DAYS",
          "operators.OperatorKey.BLOCK",
          "operators.Tokens.HASH_BYTES",
          "pattern.Automaton.ACCEPTING",
          "pattern.Automaton.DEAD",
          "pattern.Automaton.FULL",
          "pattern.Nfa.ACCEPT",
          "pattern.Nfa.CHARS",
          "pattern.Nfa.MARK",
          "pattern.Nfa.SPLIT",
          "pattern.Pattern.ValueFinder.NOWHERE",
          "session.Placeholders.TAG_LENGTH",
          "session.PlaceholderTrie.NONE",
          "session.PlaceholderTrie.ROOT",
          "text.Alphabet.EDGE",
          "text.Alphabet.LETTER",
          "text.Alphabet.LOWER",
          "text.Alphabet.OTHER",
          "text.Alphabet.SIZE",
          "text.Alphabet.SYMBOL",
          "text.Alphabet.UPPER",
          "text.Escapes.NONE",
          "text.Folding.ASTRAL",
          "text.Folding.DELETED",
          "text.Utf8.BASE",
          "validate.SecretValues.ASCENDING",
          "validate.SecretValues.LEAST",
          "validate.SecretValues.NUMBER",
          "validate.SecretValues.WORD",
          "validate.Validator.LOOK_BACK");

  private static final Map<String, IntConsumer> CASES = new TreeMap<>();

  static {
    CASES.put("Budget.maxLength", LimitsTest::tooLong);
    CASES.put("Budget.workPerCharacter", LimitsTest::tooMuchWork);
    CASES.put("Budget.FIXED_WORK", LimitsTest::tooMuchWork);
    CASES.put("Budget.maxDepth", LimitsTest::tooDeep);
    CASES.put("ScanStream.MAX_HELD", LimitsTest::held);
    CASES.put("session.ReplyFilter.MAX_HELD", LimitsTest::held);
    CASES.put(
        "detect.Pass.CLUSTER", n -> new Passing().text("1 ".repeat(n) + (CARD + " ").repeat(n)));
    CASES.put(
        "detect.View.GAP",
        n -> new Passing().text("411111\u200b".repeat(n) + spread("\u200b".repeat(n + 1))));
    CASES.put("detect.Pass.STRETCH", n -> new Passing().text("x".repeat(n + 1) + " " + MAIL));
    CASES.put("text.Window.BLOCK", n -> new Passing().text(" ".repeat(n - 3) + CARD));
    CASES.put("detect.View.REACH", LimitsTest::longValues);
    CASES.put("detect.Contexts.REACH", n -> new Passing().text("card" + " ".repeat(n + 1) + CARD));
    CASES.put("detect.Judge.TRIES", n -> new Passing().text("password=".repeat(20 * n)));
    CASES.put("detect.Runs.LONGEST", n -> new Passing().text(base64("x ".repeat(n) + MAIL)));
    CASES.put("detect.Runs.SINGLES", n -> new Passing().text(spaced("x".repeat(n) + " " + MAIL)));
    CASES.put(
        "detect.Decoding.SHORTEST",
        n ->
            IntStream.rangeClosed(1, n + 1)
                .forEach(i -> new Passing().text(base64("y".repeat(i)) + " " + base64(MAIL))));
    CASES.put("detect.Work.STATE", LimitsTest::manyStates);
    CASES.put("pattern.Automaton.MAX_STATES", LimitsTest::manyStates);
    CASES.put("pattern.Nfa.MAX_STATES", n -> refused("pattern (([ab]{256}){256}){17}"));
    CASES.put("pattern.PatternParser.MAX_REPEAT", n -> refused("pattern a{" + (n + 1) + "}"));
    CASES.put(
        "pattern.PatternParser.MAX_DEPTH",
        n -> refused("pattern " + "(".repeat(n + 1) + "a" + ")".repeat(n + 1)));
    CASES.put("text.Alphabet.OWN", LimitsTest::manyLetters);
    CASES.put(
        "text.Escapes.LONGEST",
        n ->
            new Passing()
                .text("&#" + "0".repeat(n) + "64; %25".repeat(n))
                .text("&#x".repeat(n) + "&&amp;".repeat(n)));
    CASES.putAll(JsonLimitCases.all());
    CASES.putAll(OperatorLimitCases.all());
  }

  @Test
  void everyNumberOfTheEngineHasACaseOrIsListedAsNoLimit() {
    Set<String> known = new TreeSet<>(CASES.keySet());
    known.addAll(NO_LIMIT);
    assertEquals(known, Limits.declared().keySet());
  }

  @TestFactory
  Stream<DynamicTest> nothingComesOutBeyondAnyLimit() {
    Map<String, Long> declared = Limits.declared();
    return CASES.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> each.getValue().accept(declared.get(each.getKey()).intValue())));
  }

  private static void tooLong(int limit) {
    assertTrue(limit > 1_000);
    String text = "word ".repeat(200);
    new Passing(new Budget(text.length(), 400, 5)).text(text).because(WithheldReason.TOO_LARGE);
  }

  private static void tooMuchWork(int limit) {
    assertTrue(limit > 1);
    new Passing(new Budget(1 << 20, 1, 5))
        .text("1 ".repeat(60_000))
        .because(WithheldReason.OVER_BUDGET);
  }

  private static void tooDeep(int limit) {
    String text = MAIL;
    for (int i = 0; i <= limit; i++) {
      new Passing().text(text.equals(MAIL) ? "" : text);
      text = base64(text);
    }
    new Passing().text(text).because(WithheldReason.TOO_DEEP);
    new Passing().text("\\u005c".repeat(100)).because(WithheldReason.TOO_DEEP);
    new Passing().text("%2525252525252540").because(WithheldReason.TOO_DEEP);
  }

  private static void held(int limit) {
    String key = "-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADANBgkq\n".repeat(limit / 4);
    new Passing().text("[EMAIL_ADDRESS_" + "1".repeat(limit + 1));
    new Passing().text(key + "-----END PRIVATE KEY-----");
    new Passing().text("https://example.com/" + "a/".repeat(limit));
    new Passing().text("\u200b".repeat(limit + 1));
  }

  private static void longValues(int reach) {
    new Passing().text("a".repeat(reach) + "@example.com");
    new Passing().text("a@" + "b.".repeat(reach) + "com");
    new Passing().text(spread("\u200b".repeat(reach)));
    new Passing().text("sk-" + "Zx9".repeat(reach));
  }

  /** A pattern whose states double with each character, and a text that visits them. */
  private static void manyStates(int limit) {
    assertTrue(limit > 0);
    StringBuilder text = new StringBuilder();
    new Random(4).ints(20_000, 0, 2).forEach(i -> text.append((char) ('a' + i)));
    new Passing("detector x\ntype X\npattern [ab]{0,200}a[ab]{14}c\nbefore none\n")
        .text(text.toString());
  }

  private static void manyLetters(int limit) {
    String words =
        IntStream.range(0, 2 * limit)
            .mapToObj(i -> Character.toString(0xAC00 + i) + Character.toString(0x4E00 + i))
            .collect(Collectors.joining(", "));
    new Passing("detector x\ntype X\npattern 0.3 \\d{5}\ncontext " + words + "\n").text(words);
  }

  private static void refused(String pattern) {
    assertThrows(
        IllegalArgumentException.class, () -> new Passing("detector x\ntype X\n" + pattern + "\n"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String spaced(String text) {
    return String.join(" ", text.split(""));
  }

  private static String spread(String between) {
    return String.join(between, MAIL.split(""));
  }
}
