package dev.portcullis.alerts;

import dev.portcullis.alerts.Raised.About;
import dev.portcullis.audit.record.AlertRaised.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether the log itself is well: forks and holes that a verifier found, and events that wait. */
final class HealthWatch {
  private final Thresholds thresholds;

  HealthWatch(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  void see(LogHealth health, Raised raised) {
    for (LogHealth.Fault fault : health.faults()) {
      // Damage is a hole as well: what should be there cannot be read as itself.
      Rule rule = fault.kind() == LogHealth.FaultKind.FORK ? Rule.LOG_FORK : Rule.LOG_GAP;
      raised.raise(
          rule, Urgency.CRITICAL, About.object(fault.object()), health.at(), 1, 0, List.of());
    }
    health
        .oldestWaiting()
        .map(since -> age(since, health.at()))
        .filter(age -> age > thresholds.unproven().toMillis())
        .ifPresent(
            age ->
                raised.raise(
                    Rule.UNPROVEN_EVENT,
                    Urgency.HIGH,
                    About.object("log"),
                    health.at(),
                    age,
                    thresholds.unproven().toMillis(),
                    List.of()));
    health
        .lastCheckpoint()
        .map(made -> age(made, health.at()))
        .filter(age -> health.waiting() > 0 && age > thresholds.silence().toMillis())
        .ifPresent(
            age ->
                raised.raise(
                    Rule.LOG_SILENT,
                    Urgency.HIGH,
                    About.object("log"),
                    health.at(),
                    age,
                    thresholds.silence().toMillis(),
                    List.of()));
    health
        .lastCheckpoint()
        .map(made -> age(health.at(), made))
        .filter(ahead -> ahead > thresholds.skew().toMillis())
        .ifPresent(
            ahead ->
                raised.raise(
                    Rule.CLOCK_TROUBLE,
                    Urgency.MEDIUM,
                    About.object("clock/checkpoint"),
                    health.at(),
                    ahead,
                    thresholds.skew().toMillis(),
                    List.of()));
  }

  private static long age(Instant since, Instant now) {
    return Duration.between(since, now).toMillis();
  }
}
