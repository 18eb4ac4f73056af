package dev.portcullis.authorization.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
  private static final StrictJson JSON = new StrictJson(4);

  @Test
  void everyKindOfValueIsRead() throws Exception {
    assertEquals(
        Map.of(
            "text",
            "a\"é",
            "whole",
            7L,
            "large",
            new BigDecimal("99999999999999999999"),
            "part",
            new BigDecimal("1.50"),
            "yes",
            true,
            "none",
            StrictJson.Null.NULL,
            "list",
            List.of(1L, List.of())),
        JSON.read(
            "{\"text\":\"a\\\"\\u00e9\",\"whole\":7,\"large\":99999999999999999999,\"part\":1.50,"
                + "\"yes\":true,\"none\":null,\"list\":[1,[]]}"));
  }

  @Test
  void whatIsNotExactlyOneValueIsRefused() {
    for (String text :
        List.of(
            "",
            " ",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\":1}{}",
            "1 2",
            "{'a':1}",
            "{a:1}",
            "NaN",
            "// c\n1",
            "01",
            "+1",
            "\"\t\"",
            "{\"a\":1,\"a\":2}",
            "[[[[[1]]]]]",
            "1".repeat(41),
            "\"\\x\"",
            "tru",
            "]")) {
      assertThrows(StrictJson.Malformed.class, () -> JSON.read(text), text);
    }
  }

  @Test
  void anErrorQuotesNothingOfTheText() {
    StrictJson.Malformed bad =
        assertThrows(StrictJson.Malformed.class, () -> JSON.read("{\n\"secret\": verysecret}"));
    assertEquals(2, bad.line());
    assertFalse(String.valueOf(bad.getMessage()).contains("verysecret"));
  }

  @Test
  void whatIsWrittenReadsBack() throws Exception {
    Map<String, Object> tree =
        Map.of("a", List.of("x", 1L, true), "b", Map.of("c", "\u0000\u2028😀"));
    assertEquals(tree, JSON.read(StrictJson.write(tree)));
  }
}
