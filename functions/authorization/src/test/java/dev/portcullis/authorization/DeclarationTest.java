package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclarationTest {

  private static Declaration of(Map<String, List<String>> headers) {
    return Declaration.of(
        new RequestHead("POST", "/", headers, Optional.empty(), Optional.empty()));
  }

  private static Declaration of(String header, String value) {
    return of(Map.of(header, List.of(value)));
  }

  @Test
  void whoSaysNothingCallsForGeneralPurposesWithInternalData() {
    assertEquals(new Declaration.Declared("general", 1, Set.of(), Optional.empty()), of(Map.of()));
  }

  @Test
  void everyHeaderIsRead() {
    assertEquals(
        new Declaration.Declared(
            "hr_analysis", 3, Set.of("health", "salary"), Optional.of("the site is down")),
        of(
            Map.of(
                "X-Portcullis-Purpose", List.of("hr_analysis"),
                "X-Portcullis-Classification", List.of("restricted"),
                "X-Portcullis-Categories", List.of("salary, health"),
                "X-Portcullis-Break-Glass", List.of(" the site is down "))));
  }

  @Test
  void aHeaderSentTwiceIsMalformedEvenIfBothAgree() {
    for (String name : List.of("purpose", "classification", "categories", "break-glass")) {
      String header = "x-portcullis-" + name;
      Declaration twice = of(Map.of(header, List.of("public", "public")));
      assertEquals(header, assertInstanceOf(Declaration.Malformed.class, twice).header());
    }
  }

  @Test
  void aValueThatIsNotUnderstoodIsNeverADefault() {
    for (String[] bad :
        new String[][] {
          {"purpose", ""}, {"purpose", "HR"}, {"purpose", "a".repeat(65)},
          {"classification", "secret"}, {"classification", ""}, {"classification", "Internal"},
          {"categories", "salary,,health"}, {"categories", "Salaries!"}, {"categories", ""},
          {"break-glass", "urgent"}, {"break-glass", "x".repeat(501)}
        }) {
      assertInstanceOf(
          Declaration.Malformed.class, of("x-portcullis-" + bad[0], bad[1]), bad[0] + bad[1]);
    }
  }
}
