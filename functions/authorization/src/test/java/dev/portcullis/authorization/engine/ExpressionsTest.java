package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each line of {@code expressions.txt}: an expression and true, false or error. */
class ExpressionsTest {

  private static Evaluation evaluation() {
    Entities entities = new Entities();
    Value.Uid ann = new Value.Uid("User", "ann");
    Value.Uid team = new Value.Uid("Team", "ml");
    Value.Uid all = new Value.Uid("Team", "all");
    entities.put(
        ann,
        new Value.Fields(Map.of("name", new Value.Text("Ann"), "boss", team)),
        Set.of(team),
        new Value.Fields(Map.of("team", new Value.Text("ml"))));
    entities.put(team, new Value.Fields(Map.of("size", new Value.Whole(7))), Set.of(all));
    entities.put(all, new Value.Fields(Map.of()), Set.of(team)); // A cycle must not hang.
    return new Evaluation(
        ann,
        new Value.Uid("Action", "use"),
        new Value.Uid("Model", "m"),
        new Value.Fields(
            Map.of(
                "yes", new Value.Bool(true),
                "n", new Value.Whole(3),
                "s", new Value.Text("a*b"),
                "set", Value.Many.of(List.of(new Value.Whole(1), new Value.Whole(2))),
                "r", new Value.Fields(Map.of("x y", new Value.Whole(1))))),
        entities);
  }

  private static Policy policy(String expression) throws SourceException {
    String text = "@id(\"t\") permit (principal, action, resource) when {" + expression + "};";
    return PolicyParser.parse("t.cedar", text).get(0);
  }

  @TestFactory
  Stream<DynamicTest> everyExpressionHasItsValue() throws IOException {
    String text;
    try (InputStream in = ExpressionsTest.class.getResourceAsStream("expressions.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" => "))
        .map(
            parts ->
                DynamicTest.dynamicTest(
                    parts[0],
                    () -> {
                      Policy policy = policy(parts[0]);
                      if (parts[1].equals("error")) {
                        assertThrows(EvaluationException.class, () -> policy.applies(evaluation()));
                      } else {
                        assertEquals(
                            Boolean.valueOf(parts[1]), policy.applies(evaluation()), parts[0]);
                      }
                    }));
  }

  @Test
  void whatIsNotAnExpressionIsRefusedWithItsPlace() {
    for (String bad :
        List.of(
            "",
            "1 < 2 < 3",
            "a",
            "principal.",
            "[1,,2]",
            "{a:1,a:2}",
            "[1].contains()",
            "foo(1)",
            "principal.foo()",
            "9223372036854775808",
            "\"\\q\"",
            "\"a",
            "if true then false",
            "!!!!!true",
            "-----1",
            "(",
            "(".repeat(200) + "1" + ")".repeat(200),
            "principal has 1",
            "context like x",
            "true &",
            "1 = 1",
            "?principal == principal")) {
      SourceException problem = assertThrows(SourceException.class, () -> policy(bad), bad);
      assertEquals("t.cedar:1:", problem.getMessage().substring(0, 10), problem.getMessage());
    }
  }
}
