package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final String ONE =
      "{\"uid\":{\"type\":\"Model\",\"id\":\"%s\"},\"attrs\":{\"region\":\"%s\"},\"parents\":[]}";

  private static Catalogue read(String... entities) {
    List<String> problems = new ArrayList<>();
    Catalogue catalogue =
        Catalogue.parse(
            Map.of("m.entities.json", "[" + String.join(",", entities) + "]"), problems);
    assertEquals(List.of(), problems);
    return catalogue;
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    Catalogue.parse(Map.of("m.entities.json", text), problems);
    return problems;
  }

  @Test
  void whatIsNotListedIsUnknownOnlyInACataloguedType() {
    Catalogue catalogue = read(ONE.formatted("a", "eu"));
    assertTrue(catalogue.knows("Model", "a"));
    assertFalse(catalogue.knows("Model", "b"));
    assertTrue(catalogue.knows("Route", "b"));
  }

  @Test
  void aStarStandsForWhatIsNotListedAndIsNotListedItself() {
    Catalogue catalogue = read(ONE.formatted("a", "eu"), ONE.formatted("*", "us"));
    assertEquals("us", catalogue.find("Model", "b").orElseThrow().attributes().get("region"));
    assertEquals("eu", catalogue.find("Model", "a").orElseThrow().attributes().get("region"));
    assertEquals(List.of("a"), catalogue.ids("Model"));
  }

  @Test
  void everyMistakeIsReportedWithItsFile() {
    for (String bad :
        List.of(
            "{}",
            "[1]",
            "[{}]",
            "[" + ONE.formatted("a", "x").replace("attrs", "attributes") + "]",
            "[" + ONE.formatted("a", "x") + "," + ONE.formatted("a", "y") + "]",
            "[" + ONE.formatted("a", "x").replace("\"x\"", "1.5") + "]",
            "[" + ONE.formatted("a", "x").replace("\"x\"", "null") + "]",
            "[" + ONE.formatted("a", "x").replace("\"parents\":[]", "\"parents\":[\"g\"]") + "]",
            "[\n\nx]")) {
      List<String> problems = problems(bad);
      assertEquals(1, problems.size(), bad);
      assertTrue(problems.get(0).startsWith("m.entities.json:"), problems.get(0));
    }
  }
}
