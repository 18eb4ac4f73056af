package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Long and deep texts are read or refused; neither reading nor evaluating exhausts the stack. */
class DeepTextsTest {
  private static final int MANY = 50_000;
  private static final long SMALL_STACK = 512 * 1024;

  private static String outcome(String condition) throws InterruptedException {
    StringBuilder outcome = new StringBuilder();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                Value.Uid any = new Value.Uid("User", "ann");
                Policy policy =
                    PolicyParser.parse(
                            "p", "permit (principal, action, resource) when {" + condition + "};")
                        .get(0);
                policy.applies(
                    new Evaluation(any, any, any, new Value.Fields(Map.of()), new Entities()));
                outcome.append("evaluated");
              } catch (SourceException refused) {
                outcome.append("refused");
              } catch (EvaluationException failed) {
                outcome.append("failed");
              } catch (StackOverflowError overflow) {
                outcome.append("overflow");
              }
            },
            "small stack",
            SMALL_STACK);
    thread.start();
    thread.join();
    return outcome.toString();
  }

  /** Forty paths, each of which looks into what the next decides: written out, 3^40 steps. */
  private static String nested() {
    String looks = "(if %s then {\"a\": {\"a\": {\"a\": 1}}} else {}) has a.a.a";
    String condition = "true";
    for (int i = 0; i < 40; i++) {
      condition = looks.formatted(condition);
    }
    return condition;
  }

  @TestFactory
  Stream<DynamicTest> noTextExhaustsTheStack() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("false" + " || false".repeat(MANY), "evaluated");
    texts.put("true" + " && true".repeat(MANY), "evaluated");
    texts.put("[1" + ", 1".repeat(MANY) + "].contains(1)", "evaluated");
    texts.put("1" + " + 1".repeat(450) + " > 0", "evaluated");
    texts.put("1" + " + 1".repeat(MANY) + " > 0", "refused");
    texts.put("1" + " * 1".repeat(MANY) + " > 0", "refused");
    texts.put("context" + ".a".repeat(400), "failed");
    texts.put("context" + ".a".repeat(MANY), "refused");
    texts.put("context has a" + ".a".repeat(MANY), "evaluated");
    texts.put(nested(), "evaluated");
    texts.put("(".repeat(MANY) + "true" + ")".repeat(MANY), "refused");
    texts.put("[".repeat(MANY) + "]".repeat(MANY), "refused");
    texts.put("if true then ".repeat(MANY) + "true", "refused");
    texts.put("!".repeat(MANY) + "true", "refused");
    texts.put("(".repeat(90) + "1" + (" + 1".repeat(90) + ")").repeat(90) + " > 0", "refused");
    return texts.entrySet().stream()
        .map(
            text ->
                DynamicTest.dynamicTest(
                    text.getKey().substring(0, Math.min(40, text.getKey().length())),
                    () -> assertEquals(text.getValue(), outcome(text.getKey()))));
  }
}
