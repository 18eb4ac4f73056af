package dev.portcullis.local.laptop;

import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.alerts.LogHealth;
import dev.portcullis.alerts.Metrics;
import dev.portcullis.alerts.Thresholds;
import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts the log in order and reads what was added: what needs a person becomes a line for the
 * operator and a record of its own. It begins with what is added after its start. For one thread.
 */
final class LogWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final Supplier<Progress> sequence;
  private final RecordSource source;
  private final Supplier<List<LogHealth.Fault>> faults;
  private final Consumer<AuditRecord> log;
  private final OperatorLog operator;
  private final InstantSource clock;
  private final AlertWatch watch;
  private long next;
  private Instant lastLook = Instant.MIN;
  private Optional<Instant> waitingSince = Optional.empty();
  private Optional<Instant> lastCheckpoint = Optional.empty();

  /**
   * A watch over one log.
   *
   * @param sequence one run of the sequencer
   * @param source the log's entries
   * @param faults what was found wrong with the log since the last question
   * @param log makes a record durable before it returns, or throws
   */
  LogWatch(
      Thresholds thresholds,
      Supplier<Progress> sequence,
      RecordSource source,
      Supplier<List<LogHealth.Fault>> faults,
      Consumer<AuditRecord> log,
      OperatorLog operator,
      InstantSource clock) {
    this.sequence = sequence;
    this.source = source;
    this.faults = faults;
    this.log = log;
    this.operator = operator;
    this.clock = clock;
    // A laptop has no service that reads metrics.
    this.watch = new AlertWatch(thresholds, clock, new Metrics("Portcullis", "local", line -> {}));
    this.next = source.size();
  }

  /**
   * One round. Throws what the sequencer or the store throws; the next round goes on from there.
   */
  void run() {
    Instant now = clock.instant();
    // Until a run has published, whatever is sealed waits; how much that is, only a run can tell.
    Instant since = waitingSince.orElse(now);
    waitingSince = Optional.of(since);
    try {
      Progress progress = sequence.get();
      if (progress.publication() == Progress.Publication.PROVEN || progress.size() == 0) {
        // Only with the witnesses that the policy asks for is an event proven.
        waitingSince = Optional.empty();
      }
      if (progress.publication() != Progress.Publication.WAITING || progress.size() == 0) {
        lastCheckpoint = Optional.of(now);
      }
      read();
    } finally {
      if (lastLook.plus(BETWEEN_LOOKS).isBefore(now)) {
        lastLook = now;
        raise(watch.see(health(now)));
      }
    }
  }

  private LogHealth health(Instant now) {
    return new LogHealth(
        now, next, waitingSince.isPresent() ? 1 : 0, waitingSince, lastCheckpoint, faults.get());
  }

  private void read() {
    List<AlertRaised> raised = new ArrayList<>();
    long size = source.size();
    source.read(
        next,
        size,
        (index, entry) -> {
          raised.addAll(watch.see(LogRecord.parse(index, entry)));
          next = index + 1;
          return true;
        });
    raise(raised);
  }

  private void raise(List<AlertRaised> alerts) {
    for (AlertRaised alert : alerts) {
      operator.alarm(line(alert));
      // If we crash here, the operator has the line and the log has not the alert.
      log.accept(alert);
    }
  }

  /** An alert as the operator reads it. */
  static String line(AlertRaised alert) {
    return String.format(
        Locale.ROOT,
        "%s (%s): %d where %d is the threshold; alert %s",
        alert.rule(),
        alert.urgency().name().toLowerCase(Locale.ROOT),
        alert.observed(),
        alert.threshold(),
        alert.alertId());
  }
}
