package dev.portcullis.alerts;

import dev.portcullis.alerts.Raised.About;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.AlertRaised.Urgency;
import dev.portcullis.audit.record.NetworkOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a rotation found, as alerts: each about one credential once in a while. */
final class RotationWatch {
  private RotationWatch() {}

  static void see(RotationFinding finding, Raised raised) {
    raised.raise(
        finding.rule(),
        urgency(finding.rule()),
        About.object("credential/" + finding.credential()),
        finding.at(),
        finding.observed(),
        finding.threshold(),
        List.of());
  }

  /** An alert about rotation as its record has it; empty for a record of anything else. */
  static Optional<AlertRaised> recorded(LogRecord record) {
    // An id of another shape was not written by us; nobody could look it up.
    return record.requestId().matches("[A-Za-z0-9_-]{1,64}")
        ? Rule.ofRotation(record).map(rule -> recorded(record, rule))
        : Optional.empty();
  }

  private static AlertRaised recorded(LogRecord record, Rule rule) {
    return new AlertRaised(
        record.requestId(),
        Instant.ofEpochMilli(record.time()),
        rule.word(),
        urgency(rule),
        Optional.empty(),
        NetworkOrigin.unknown(),
        record.tree().count("unmapped", "shown", "observed"),
        record.tree().count("unmapped", "shown", "threshold"),
        List.of());
  }

  private static Urgency urgency(Rule rule) {
    return switch (rule) {
      // A key that works and that nobody accounts for.
      case ORPHAN_KEY, RETIREMENT_BLOCKED -> Urgency.CRITICAL;
      case ROTATION_STUCK, ROTATION_FAILED, OLD_KEY_USED -> Urgency.HIGH;
      default -> Urgency.MEDIUM;
    };
  }
}
