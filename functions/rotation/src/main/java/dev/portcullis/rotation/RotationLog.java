package dev.portcullis.rotation;

import dev.portcullis.alerts.RotationFinding;
import dev.portcullis.alerts.Rule;
import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.PortException;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Writes what a rotation does into the audit log and says what needs a person. */
final class RotationLog {
  private final Consumer<AuditRecord> records;
  private final Consumer<RotationFinding> findings;
  private final InstantSource clock;

  RotationLog(
      Consumer<AuditRecord> records, Consumer<RotationFinding> findings, InstantSource clock) {
    this.records = records;
    this.findings = findings;
    this.clock = clock;
  }

  /** Durable when it returns; a step that cannot be recorded has failed. */
  void done(String credential, String token, RotationStep.Step step) {
    records.accept(new RotationStep(token, clock.instant(), credential, step, true, ""));
  }

  /** As {@link #done}, with a stable code that says which of several things was done. */
  void done(String credential, String token, RotationStep.Step step, String code) {
    records.accept(new RotationStep(token, clock.instant(), credential, step, true, code));
  }

  /**
   * A failure is reported as one even where the log cannot take it.
   *
   * @return true if the log has it
   */
  boolean failed(String credential, String token, RotationStep.Step step, String code) {
    try {
      records.accept(new RotationStep(token, clock.instant(), credential, step, false, code));
      return true;
    } catch (PortException unavailable) {
      findings.accept(finding(Rule.ROTATION_FAILED, credential, 1, 0));
      return false;
    }
  }

  /** Something needs a person. */
  void raise(Rule rule, String credential, long observed, long threshold) {
    findings.accept(finding(rule, credential, observed, threshold));
  }

  private RotationFinding finding(Rule rule, String credential, long observed, long threshold) {
    return new RotationFinding(clock.instant(), rule, credential, observed, threshold);
  }
}
