package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestHeadTest {

  private static RequestHead head(Map<String, List<String>> headers) {
    return new RequestHead("post", "/v1/chat", headers, Optional.empty(), Optional.empty());
  }

  @Test
  void headersThatDifferOnlyInCaseAreOneHeaderWithAllValues() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Authorization", List.of("a"));
    headers.put("authorization", List.of("b"));
    assertEquals(List.of("a", "b"), head(headers).values("AUTHORIZATION"));
    assertEquals(Optional.empty(), head(headers).single("authorization"));
  }

  @Test
  void theTextShowsNoHeaderValue() {
    String text = head(Map.of("Authorization", List.of("Bearer very-secret"))).toString();
    assertFalse(text.contains("very-secret"), text);
    assertEquals("POST /v1/chat [authorization]", text);
  }
}
