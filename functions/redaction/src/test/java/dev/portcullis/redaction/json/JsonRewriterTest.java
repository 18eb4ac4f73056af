package dev.portcullis.redaction.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.redaction.json.JsonResult.Fault;
import dev.portcullis.redaction.json.JsonResult.Refused;
import dev.portcullis.redaction.json.JsonResult.Rewritten;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JsonRewriterTest {
  /** Replaces every {@code x} in strings and keys by a quote, and the number 7 by a string. */
  private static class Quoting implements JsonVisitor {
    @Override
    public void begin(boolean object) {}

    @Override
    public void end() {}

    @Override
    public String key(String key) {
      return string(key);
    }

    @Override
    public String string(String value) {
      return value.contains("x") ? value.replace('x', '"') : value;
    }

    @Override
    public @Nullable String number(String number) {
      return number.equals("7") ? "seven" : null;
    }

    @Override
    public void name(String name) {}
  }

  private static JsonResult rewrite(String json) {
    return JsonRewriter.rewrite(json, JsonLimits.DEFAULT, new Quoting());
  }

  private static String rewritten(String json) {
    return assertInstanceOf(Rewritten.class, rewrite(json)).text();
  }

  private static Fault fault(String json, JsonLimits limits) {
    return assertInstanceOf(Refused.class, JsonRewriter.rewrite(json, limits, new Quoting()))
        .fault();
  }

  @Test
  void bytesThatBelongToNothingReplacedStay() {
    assertEquals(
        " {\"\\u0061\" : [1.0e+5 ,\"seven\", \"\\\"\",\"\\/\\u00e9\"]\n} ",
        rewritten(" {\"\\u0061\" : [1.0e+5 ,7, \"\\u0078\",\"\\/\\u00e9\"]\n} "));
  }

  @Test
  void aDocumentWithoutReplacementIsTheSameInstance() {
    String json = "{\"a\":[1,\"\\n\",null]}";
    assertSame(json, rewritten(json));
  }

  @Test
  void keysAreRewrittenToo() {
    assertEquals("{\"a\\\"\":1}", rewritten("{\"ax\":1}"));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotJsonIsRefused() {
    return Stream.of(
            "",
            " ",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "{'a':1}",
            "[1 2]",
            "01",
            "-",
            "1.",
            ".5",
            "+1",
            "1e",
            "NaN",
            "-Infinity",
            "tru",
            "nullx",
            "\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u٠٠٠٠\"",
            "\"\n\"",
            "\"\uD800\"",
            "\"\uDC00\"",
            "\uFEFF1",
            "1 1",
            "[]]",
            "{}}",
            "[}",
            "{]",
            "/**/1",
            "{\"a\"}",
            "{\"a\" 1}",
            "{,}",
            "[,]",
            "\"a\" \"b\"",
            "\u00A01")
        .map(
            json ->
                DynamicTest.dynamicTest(
                    "<" + json + ">",
                    () -> assertEquals(Fault.NOT_JSON, fault(json, JsonLimits.DEFAULT))));
  }

  @TestFactory
  Stream<DynamicTest> whatIsJsonIsAccepted() {
    return Stream.of(
            "0",
            "-0",
            "1.5E-9",
            "\"\"",
            "[]",
            "{}",
            "[[],{}]",
            " null ",
            "\"\\ud800\"",
            "\"\uD83D\uDE00\"",
            "{\"\":0}",
            "\"\u007F\u2028\"",
            "[-0.0e0]")
        .map(json -> DynamicTest.dynamicTest(json, () -> assertSame(json, rewritten(json))));
  }

  @Test
  void aKeyThatRepeatsIsRefusedHoweverItIsEscaped() {
    assertEquals(Fault.DUPLICATE_KEY, fault("{\"a\":1,\"\\u0061\":2}", JsonLimits.DEFAULT));
  }

  @Test
  void theSameKeyInAnotherObjectIsFine() {
    assertEquals(
        Map.of("a", Map.of("a", List.of())), PlainJson.parse(rewritten("{\"a\":{\"a\":[]}}")));
  }

  @Test
  void depthIsBoundedWithoutRecursion() {
    assertEquals(Fault.TOO_DEEP, fault("[".repeat(129), JsonLimits.DEFAULT));
    assertEquals(Fault.NOT_JSON, fault("[".repeat(128), JsonLimits.DEFAULT));
    JsonLimits deep = new JsonLimits(10_000_000, 5_000_000, 10);
    String nested = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    assertInstanceOf(Rewritten.class, JsonRewriter.rewrite(nested, deep, new Quoting()));
  }

  @Test
  void lengthIsBounded() {
    assertEquals(Fault.TOO_LARGE, fault("[1, 2, 3]", new JsonLimits(8, 8, 8)));
    assertEquals(Fault.TOO_LARGE, fault("123456789", new JsonLimits(80, 8, 8)));
  }

  @Test
  void whatTheVisitorThrowsComesThrough() {
    JsonVisitor failing =
        new Quoting() {
          @Override
          public String string(String value) {
            throw new IllegalStateException("injected");
          }
        };
    assertThrows(
        IllegalStateException.class,
        () -> JsonRewriter.rewrite("[\"a\"]", JsonLimits.DEFAULT, failing));
  }

  @Test
  void everyValidDocumentParsesToTheSameLessTheReplacements() {
    for (long seed = 0; seed < 3_000; seed++) {
      String json = new RandomJson(seed).document();
      assertEquals(
          replaced(PlainJson.parse(json)), PlainJson.parse(rewritten(json)), "seed " + seed);
    }
  }

  @Test
  void aDamagedDocumentIsRefusedOrRewrittenToValidJson() {
    for (long seed = 0; seed < 20_000; seed++) {
      RandomJson random = new RandomJson(seed);
      String json = random.damaged(random.document());
      if (rewrite(json) instanceof Rewritten rewritten) {
        assertInstanceOf(Rewritten.class, rewrite(rewritten.text()), "seed " + seed);
      }
    }
  }

  private static Object replaced(Object value) {
    if (value instanceof String text) {
      return text.replace('x', '"');
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonRewriterTest::replaced).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new java.util.LinkedHashMap<>();
      map.forEach((k, v) -> result.put(((String) k).replace('x', '"'), replaced(v)));
      return result;
    }
    return value.equals(new PlainJson.Number("7")) ? "seven" : value;
  }
}
