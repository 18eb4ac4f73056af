package dev.portcullis.alerts;

import dev.portcullis.alerts.Raised.About;
import dev.portcullis.audit.record.AlertRaised.Urgency;
import java.util.List;

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

  private static Urgency urgency(Rule rule) {
    return switch (rule) {
      // A key that works and that nobody accounts for.
      case ORPHAN_KEY, RETIREMENT_BLOCKED -> Urgency.CRITICAL;
      case ROTATION_STUCK, ROTATION_FAILED, OLD_KEY_USED -> Urgency.HIGH;
      default -> Urgency.MEDIUM;
    };
  }
}
