package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.record.AlertRaised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    watch.see(well());
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

  @Test
  void whatARotationRaisedElsewhereIsCountedFromItsRecord() {
    AlertRaised elsewhere = watch.see(finding(Rule.ORPHAN_KEY, "openai", START)).get(0);
    Stream alerts = new Stream(Thresholds.defaults());
    alerts.bytes(written(elsewhere.rule(), elsewhere.alertId())).health(well());
    assertEquals(List.of(), alerts.rules());
    assertEquals(
        List.of(elsewhere.alertId()), alerts.recorded.stream().map(AlertRaised::alertId).toList());
    assertTrue(alerts.lines.get(0).contains("\"AlertOrphanKey\":1"), alerts.lines.get(0));
  }

  @Test
  void whatItRaisedItselfIsNotCountedAgainFromTheStream() {
    Stream alerts = new Stream(Thresholds.defaults());
    alerts.bytes(
        "{\"time\":1,\"unmapped\":{\"stage\":\"refusal\",\"code\":\"key_secret_retired\"}}");
    alerts.bytes(written("old_key_used", alerts.alerts.get(0).alertId())).health(well());
    assertEquals(List.of(), alerts.recorded);
    assertTrue(alerts.lines.get(0).contains("\"AlertOldKeyUsed\":1"), alerts.lines.get(0));
  }

  @Test
  void whatIsReadAgainIsNotCountedAgainAndStillKnown() {
    Stream alerts = new Stream(Thresholds.defaults());
    alerts.bytes(
        "{\"time\":1,\"unmapped\":{\"stage\":\"refusal\",\"code\":\"key_secret_retired\"}}");
    alerts
        .forgotten()
        .bytes(written("old_key_used", alerts.alerts.get(0).alertId()))
        .health(well());
    assertFalse(alerts.lines.get(0).contains("AlertOldKeyUsed"), alerts.lines.get(0));
    assertTrue(alerts.lines.get(0).contains("\"Records\":1,"), alerts.lines.get(0));
  }

  @Test
  void aRecordCannotNameAMetric() {
    Stream alerts = new Stream(Thresholds.defaults());
    alerts.bytes(written("made_up", "a1")).bytes(written("log_fork", "a2")).health(well());
    assertFalse(alerts.lines.get(0).contains("AlertMadeUp"), alerts.lines.get(0));
    assertFalse(alerts.lines.get(0).contains("AlertLogFork"), alerts.lines.get(0));
    assertEquals(List.of(), alerts.recorded);
  }

  private static String written(String rule, String id) {
    return "{\"time\":1,\"metadata\":{\"uid\":\"e1\",\"correlation_uid\":\"%s\"},\"unmapped\":{\"stage\":\"alert\",\"rule\":\"%s\"}}"
        .formatted(id, rule);
  }

  private static LogHealth well() {
    return new LogHealth(START, 2, 0, Optional.empty(), Optional.empty(), List.of());
  }

  private static RotationFinding finding(Rule rule, String credential, Instant at) {
    return new RotationFinding(at, rule, credential, 7, 5);
  }
}
