package dev.portcullis.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private final Stream stream = new Stream(Thresholds.defaults());

  @Test
  void aFlushIsOneLineOfEmbeddedMetricFormat() {
    stream.call("alice", "203.0.113").refusal("alice", "203.0.113");
    stream.health(well());
    assertEquals(
        "{\"_aws\":{\"Timestamp\":1795478400000,\"CloudWatchMetrics\":[{\"Namespace\":\"Portcullis\","
            + "\"Dimensions\":[[\"Function\"]],\"Metrics\":["
            + "{\"Name\":\"CheckpointAgeMillis\",\"Unit\":\"Milliseconds\"},"
            + "{\"Name\":\"EventsWaiting\",\"Unit\":\"Count\"},{\"Name\":\"LogFaults\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"LogSize\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"OldestUnprovenMillis\",\"Unit\":\"Milliseconds\"},"
            + "{\"Name\":\"Records\",\"Unit\":\"Count\"},{\"Name\":\"RecordsIntent\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"RecordsRefusal\",\"Unit\":\"Count\"},{\"Name\":\"TokensIn\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"TokensOut\",\"Unit\":\"Count\"}]}]},\"Function\":\"gateway\","
            + "\"CheckpointAgeMillis\":0,\"EventsWaiting\":0,\"LogFaults\":0,\"LogSize\":2,"
            + "\"OldestUnprovenMillis\":0,\"Records\":2,\"RecordsIntent\":1,\"RecordsRefusal\":1,"
            + "\"TokensIn\":10,\"TokensOut\":0}",
        stream.lines.get(0));
  }

  @Test
  void countsBeginAgainAfterAFlush() {
    stream.call("alice", "203.0.113").health(well()).health(well());
    assertTrue(stream.lines.get(0).contains("\"Records\":1"));
    assertFalse(stream.lines.get(1).contains("\"Records\""));
  }

  @Test
  void anAlertIsAMetricOfItsRule() {
    for (int i = 0; i < 10; i++) {
      stream.after(Duration.ofSeconds(1)).refusal("mallory", "203.0.113");
    }
    stream.health(well());
    assertTrue(stream.lines.get(0).contains("\"AlertRepeatedRefusals\":1"), stream.lines.get(0));
  }

  @Test
  void noPseudonymOrNetworkIsInAMetric() {
    for (int i = 0; i < 10; i++) {
      stream.after(Duration.ofSeconds(1)).refusal("mallory", "203.0.113");
    }
    stream.health(well());
    for (String line : stream.lines) {
      assertFalse(line.contains("203.0") || line.contains(Stream.pseudonym("mallory")), line);
    }
  }

  @Test
  void aNamespaceThatWouldNeedEscapingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Metrics("a\"b", "gateway", line -> {}));
  }

  private LogHealth well() {
    return new LogHealth(stream.now, 2, 0, Optional.empty(), Optional.of(stream.now), List.of());
  }
}
