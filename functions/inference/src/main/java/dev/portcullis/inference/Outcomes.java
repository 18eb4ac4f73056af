package dev.portcullis.inference;

import dev.portcullis.audit.record.AuditRecord;
import dev.portcullis.audit.record.CallOutcome;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.RedactionFinding;
import dev.portcullis.audit.record.RedactionFinding.Direction;
import dev.portcullis.limits.Limits;
import dev.portcullis.limits.Usage;
import dev.portcullis.ports.PortException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Charges what a call used and records how it ended. */
final class Outcomes {
  private static final long NANOS_PER_MICRO = 1_000;

  private final CallLog log;
  private final Limits limits;
  private final InstantSource clock;

  Outcomes(CallLog log, Limits limits, InstantSource clock) {
    this.log = log;
    this.limits = limits;
    this.clock = clock;
  }

  Outcome of(Admitted call) {
    return new Outcome(call, clock, log.digests().running("body"));
  }

  Digests.Running digest(String purpose) {
    return log.digests().running(purpose);
  }

  /**
   * Settles, then records; durable when it returns.
   *
   * @throws UnrecordedException for any failure: the intent then stands in the log as unfinished
   */
  void record(Outcome.Ended ended) throws UnrecordedException {
    try {
      append(ended);
    } catch (RuntimeException | StackOverflowError failed) {
      throw new UnrecordedException();
    }
  }

  private void append(Outcome.Ended ended) {
    Outcome outcome = ended.outcome();
    Usage used = ended.usage();
    String note = settle(outcome.call(), used);
    long nanos = limits.nanoDollars(outcome.call().body().model(), used);
    outcome.close();
    Examined reply = ended.examined();
    CallOutcome record = ended.record(reply, Optional.of(nanos / NANOS_PER_MICRO), note);
    List<AuditRecord> records = new ArrayList<>(List.of(record));
    if (reply.found() > 0) {
      records.add(new RedactionFinding(record.call(), clock.instant(), Direction.REPLY, reply));
    }
    log.append(records);
  }

  /** A budget that cannot be settled keeps the whole hold, which errs on the safe side. */
  private String settle(Admitted call, Usage used) {
    try {
      limits.settle(call.held(), used);
      return "";
    } catch (PortException unsettled) {
      return "limits_unsettled";
    }
  }
}
