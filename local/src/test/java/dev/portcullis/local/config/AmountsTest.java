package dev.portcullis.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts with a unit, and the nearest name. */
final class AmountsTest {
  @ParameterizedTest
  @ValueSource(strings = {"1ms", "90s", "5m", "8h", "190d", "1500ms"})
  void aSpanIsWrittenAsItIsRead(String text) {
    assertEquals(text, Amounts.text(Amounts.span(text).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "-1s", "1.5h", "1S", "1 s", "9999999999d"})
  void whatIsNoSpanIsRefused(String text) {
    assertTrue(Amounts.span(text).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4MiB", "64KiB", "1000B"})
  void aSizeIsWrittenAsItIsRead(String text) {
    assertEquals(text, Amounts.text(Amounts.size(text).orElseThrow()));
  }

  @Test
  void theNearestNameIsOneSlipAway() {
    List<String> known = List.of("gateway.host", "gateway.port", "upstream.url");
    assertEquals("gateway.port", Nearest.to("gateway.prot", known));
    assertEquals(1, Nearest.distance("gateway.prot", "gateway.port"));
    assertEquals("upstream.url", Nearest.to("upstream.uri", known));
  }
}
