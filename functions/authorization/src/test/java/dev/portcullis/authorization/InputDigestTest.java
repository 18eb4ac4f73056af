package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputDigestTest {

  private static String digest(Map<String, Object> context) {
    Principal ann = new Principal("User", "ann", "acme", List.of("developer"), Map.of(), "test");
    return InputDigest.of(new AccessRequest(ann, "invoke", "Model", "m", Map.of(), context));
  }

  @Test
  void theOrderInASetDoesNotMatter() {
    Set<String> one = new LinkedHashSet<>(List.of("a", "b"));
    Set<String> other = new LinkedHashSet<>(List.of("b", "a"));
    assertEquals(digest(Map.of("x", one)), digest(Map.of("x", other)));
    assertEquals(digest(Map.of("x", List.of("a", "b", "a"))), digest(Map.of("x", one)));
  }

  @Test
  void aWholeNumberIsTheSameInBothWidths() {
    assertEquals(digest(Map.of("x", 1)), digest(Map.of("x", 1L)));
  }

  @Test
  void noTwoDifferentValuesShareADigest() {
    List<Map<String, Object>> contexts =
        List.of(
            Map.of(),
            Map.of("x", "1"),
            Map.of("x", 1L),
            Map.of("x", true),
            Map.of("x", "true"),
            Map.of("x", List.of()),
            Map.of("x", Map.of()),
            Map.of("x", List.of("1")),
            Map.of("x", List.of("a", "b")),
            Map.of("x", List.of("ab")),
            Map.of("x", List.of("as1:b")),
            Map.of("x", Map.of("a", "b")),
            Map.of("x", Map.of("a", "b", "c", "d")),
            Map.of("x", Map.of("a", Map.of("b", "c"))),
            Map.of("x", Instant.ofEpochMilli(1)),
            Map.of("x", Duration.ofMillis(1)),
            Map.of("x", new BigDecimal("1.5")),
            Map.of("x", IpAddress.parse("1.2.3.4").orElseThrow()),
            Map.of("x", "1.2.3.4"),
            Map.of("y", "1"),
            Map.of("x", "1", "y", ""));
    Set<String> digests = new HashSet<>();
    contexts.forEach(context -> assertTrue(digests.add(digest(context)), context.toString()));
  }
}
