package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.record.AlertRaised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RotationAlertsTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final AlertWatch watch =
      new AlertWatch(
          Thresholds.defaults(), () -> START, new Metrics("Portcullis", "rotation", lines::add));

  @Test
  void aFindingIsRaisedWithWhatWasObserved() {
    AlertRaised alert = watch.see(finding(Rule.ROTATION_OVERDUE, "openai", START)).get(0);
    assertEquals("rotation_overdue", alert.rule());
    assertEquals(7, alert.observed());
    assertEquals(5, alert.threshold());
  }

  @Test
  void theSameFindingIsNotRepeatedBeforeItsTime() {
    assertEquals(1, watch.see(finding(Rule.ROTATION_STUCK, "openai", START)).size());
    assertEquals(0, watch.see(finding(Rule.ROTATION_STUCK, "openai", START)).size());
    Instant later = START.plus(Duration.ofHours(2));
    assertEquals(1, watch.see(finding(Rule.ROTATION_STUCK, "openai", later)).size());
  }

  @Test
  void findingsOfTwoCredentialsAreTwoAlerts() {
    String one = watch.see(finding(Rule.ORPHAN_KEY, "one", START)).get(0).alertId();
    String two = watch.see(finding(Rule.ORPHAN_KEY, "two", START)).get(0).alertId();
    assertTrue(!one.equals(two));
  }

  @Test
  void aRuleOfAnotherKindIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> finding(Rule.LOG_FORK, "openai", START));
  }

  @Test
  void aRaisedFindingIsCountedInTheMetrics() {
    watch.see(finding(Rule.HAND_OVER_WAITING, "anthropic", START));
    watch.see(
        new LogHealth(
            START, 0, 0, java.util.Optional.empty(), java.util.Optional.empty(), List.of()));
    assertTrue(lines.get(0).contains("\"AlertHandOverWaiting\":1"), lines.get(0));
  }

  @Test
  void aSecretThatIsUsedAfterItsGraceIsReported() {
    Stream stream = new Stream(Thresholds.defaults());
    stream.bytes(
        "{\"time\":1,\"unmapped\":{\"stage\":\"refusal\",\"code\":\"key_secret_retired\"}}");
    assertEquals(List.of("old_key_used"), stream.rules());
  }

  @Test
  void anyOtherRefusalIsNotTakenForIt() {
    Stream stream = new Stream(Thresholds.defaults());
    stream.bytes("{\"time\":1,\"unmapped\":{\"stage\":\"refusal\",\"code\":\"key_invalid\"}}");
    assertEquals(List.of(), stream.rules());
  }

  private static RotationFinding finding(Rule rule, String credential, Instant at) {
    return new RotationFinding(at, rule, credential, 7, 5);
  }
}
