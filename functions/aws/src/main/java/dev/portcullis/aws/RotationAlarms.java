package dev.portcullis.aws;

import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.alerts.Metrics;
import dev.portcullis.alerts.RotationFinding;
import dev.portcullis.alerts.Thresholds;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.ports.PortException;
import java.time.InstantSource;

/**
 * Turns what a rotation finds into alerts in the log, where the alerts' function counts them and
 * raises the alarm; each is a line here too.
 */
final class RotationAlarms {
  private final Journal journal;
  private final LogLines lines;
  private final AlertWatch watch;

  RotationAlarms(Journal journal, InstantSource clock, LogLines lines) {
    this.journal = journal;
    this.lines = lines;
    // One series a rule, whoever raised it: the alerts write the metrics.
    this.watch =
        new AlertWatch(
            Thresholds.defaults(), clock, new Metrics("Portcullis", "rotation", line -> {}));
  }

  synchronized void see(RotationFinding finding) {
    for (AlertRaised alert : watch.see(finding)) {
      lines.raise(alert.rule() + " of " + finding.credential(), alert.alertId());
      try {
        journal.append(alert);
      } catch (PortException unavailable) {
        // The line is the alarm then; the step that the log could not take either has failed.
        lines.raise("an alert is not in the log: " + unavailable.getMessage(), alert.alertId());
      }
    }
  }
}
