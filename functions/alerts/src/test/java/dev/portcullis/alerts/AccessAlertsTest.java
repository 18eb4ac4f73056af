package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.record.AlertRaised;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccessAlertsTest {
  private static final String NETWORK = "203.0.113";
  private final Stream stream = new Stream(thresholds());

  @Test
  void aPrincipalThatIsRefusedAgainAndAgainIsReported() {
    for (int i = 0; i < 5; i++) {
      stream.after(Duration.ofSeconds(10)).refusal("mallory", NETWORK);
    }
    AlertRaised alert = stream.alerts.get(0);
    assertEquals("repeated_refusals", alert.rule());
    assertEquals(Stream.pseudonym("mallory"), alert.about().orElseThrow().value());
    assertEquals(5, alert.observed());
    assertEquals(5, alert.events().size());
  }

  @Test
  void fewerRefusalsThanTheThresholdAreNotReported() {
    for (int i = 0; i < 4; i++) {
      stream.after(Duration.ofSeconds(10)).refusal("mallory", NETWORK);
    }
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void refusalsSpreadOverALongTimeAreNotReported() {
    for (int i = 0; i < 40; i++) {
      stream.after(Duration.ofMinutes(2)).refusal("mallory", NETWORK);
    }
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void refusalsOfDifferentPrincipalsAreNotAddedUp() {
    for (int i = 0; i < 12; i++) {
      stream.after(Duration.ofSeconds(1)).refusal("user-" + i, NETWORK);
    }
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void unauthenticatedRefusalsAreCountedForTheirNetwork() {
    for (int i = 0; i < 5; i++) {
      stream.after(Duration.ofSeconds(1)).refusal("", NETWORK);
    }
    assertEquals(List.of("repeated_refusals"), stream.rules());
    assertEquals(Optional.of("203.0.113.0/24"), stream.alerts.get(0).origin().network());
    assertTrue(stream.alerts.get(0).about().isEmpty());
  }

  @Test
  void anAlertIsNotRepeatedBeforeItsTime() {
    for (int i = 0; i < 100; i++) {
      stream.after(Duration.ofSeconds(10)).refusal("mallory", NETWORK);
    }
    assertEquals(1, stream.alerts.size());
    stream.after(Duration.ofHours(1));
    for (int i = 0; i < 5; i++) {
      stream.after(Duration.ofSeconds(1)).refusal("mallory", NETWORK);
    }
    assertEquals(2, stream.alerts.size());
  }

  @Test
  void aPrincipalFarAboveItsUsualVolumeIsReported() {
    usual(6);
    burst("alice", NETWORK, 70);
    assertTrue(stream.rules().contains("principal_volume"), stream.rules().toString());
  }

  @Test
  void usualVolumeIsNotReported() {
    usual(24);
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void littleVolumeIsNeverUnusual() {
    usual(4);
    burst("bob", "198.51.100", 20);
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void aPrincipalWithoutAHistoryIsReportedAtTheCeiling() {
    burst("bob", "198.51.100", 99);
    assertEquals(List.of(), stream.rules());
    burst("bob", "198.51.100", 2);
    assertTrue(stream.rules().contains("principal_volume"));
  }

  @Test
  void aNetworkFarAboveItsUsualVolumeIsReportedEvenIfNoPrincipalIs() {
    for (int i = 0; i < 101; i++) {
      stream.after(Duration.ofSeconds(1)).call("user-" + i, NETWORK);
    }
    assertEquals(List.of("origin_volume"), stream.rules());
  }

  @Test
  void aStreamReadAgainRaisesTheSameAlertIds() {
    Stream again = new Stream(thresholds());
    for (Stream each : List.of(stream, again)) {
      for (int i = 0; i < 5; i++) {
        each.after(Duration.ofSeconds(1)).refusal("mallory", NETWORK);
      }
    }
    assertEquals(stream.alerts, again.alerts);
  }

  @Test
  void anAlarmThatAPolicyAsksForIsReported() {
    stream.bytes(
        "{\"time\":1,\"unmapped\":{\"stage\":\"refusal\",\"decision\":{\"alarms\":[\"export\"]}}}");
    assertEquals(List.of("policy_alarm"), stream.rules());
  }

  @Test
  void aDecisionWithoutAnAlarmIsNotReported() {
    stream.bytes("{\"time\":1,\"unmapped\":{\"stage\":\"refusal\",\"decision\":{\"errors\":0}}}");
    assertEquals(List.of(), stream.rules());
  }

  @Test
  void recordsOfOtherSchemasAreSeenWithoutHarm() {
    stream
        .bytes("")
        .bytes("[]")
        .bytes("{\"actor\":{\"user\":{\"uid\":\"alice\"}},\"unmapped\":{\"stage\":\"refusal\"}}");
    assertEquals(List.of(), stream.rules());
  }

  private void usual(int hours) {
    for (int hour = 0; hour < hours; hour++) {
      for (int i = 0; i < 10; i++) {
        stream.after(Duration.ofMinutes(6)).call("alice", NETWORK);
      }
    }
  }

  private void burst(String user, String network, int calls) {
    for (int i = 0; i < calls; i++) {
      stream.after(Duration.ofSeconds(1)).call(user, network);
    }
  }

  private static Thresholds thresholds() {
    return new Thresholds(
        5,
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        30,
        5,
        100,
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofHours(1));
  }
}
