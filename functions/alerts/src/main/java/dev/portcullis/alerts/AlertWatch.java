package dev.portcullis.alerts;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.record.AlertRaised;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the record stream in log order, and the log's health now and then, and says what needs a
 * person.
 *
 * <p>Memory is bounded: it forgets the principals and writers it has not seen for longest. What it
 * raises carries pseudonyms, networks, numbers and event ids, never content. A stream that is read
 * again from the start raises the same alerts with the same ids. For one thread.
 */
public final class AlertWatch {
  private final InstantSource clock;
  private final AccessWatch access;
  private final StreamWatch stream;
  private final HealthWatch health;
  private final Raised raised;
  private final Metrics metrics;
  private final Map<String, Boolean> ours = new Bounded<>(1_000);

  /** A watch with its thresholds; the metrics go to {@code metrics}. */
  public AlertWatch(Thresholds thresholds, InstantSource clock, Metrics metrics) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.access = new AccessWatch(thresholds);
    this.stream = new StreamWatch(thresholds);
    this.health = new HealthWatch(thresholds);
    this.raised = new Raised(thresholds.repeat());
  }

  /**
   * Sees the next record; returns the alerts it raises.
   *
   * <p>What a rotation raised elsewhere is counted here, from its record: the processes that rotate
   * write no metrics, so that a rule has one series whoever raised it.
   */
  public List<AlertRaised> see(LogRecord record) {
    metrics.count(record);
    if (record.kind() == LogRecord.Kind.ALERT && !ours.containsKey(record.requestId())) {
      metrics.countRotation(record);
    }
    access.see(record, raised);
    stream.see(record, clock.instant(), raised);
    return take();
  }

  /**
   * The alert that a record tells of, if a rotation raised it elsewhere: it is recorded already,
   * and whoever reads the stream tells people of it. Empty for every other record, and for what
   * this watch raised itself.
   */
  public Optional<AlertRaised> raisedByRotation(LogRecord record) {
    return record.kind() == LogRecord.Kind.ALERT && !ours.containsKey(record.requestId())
        ? RotationWatch.recorded(record)
        : Optional.empty();
  }

  /**
   * Forgets what was counted and not yet written, and nothing that was seen: for records that are
   * read again to know what came before, whose metrics were written then.
   */
  public void forgetCounts() {
    metrics.forget();
  }

  /** Sees the log's health; returns the alerts it raises. Call it about once a minute. */
  public List<AlertRaised> see(LogHealth now) {
    metrics.gauge(now);
    health.see(now, raised);
    stream.look(clock.instant(), raised);
    List<AlertRaised> alerts = take();
    metrics.flush(now.at());
    return alerts;
  }

  /** Sees what a rotation or its reconciler found; returns the alerts it raises. */
  public List<AlertRaised> see(RotationFinding finding) {
    RotationWatch.see(finding, raised);
    return take();
  }

  private List<AlertRaised> take() {
    List<AlertRaised> alerts = raised.take();
    for (AlertRaised alert : alerts) {
      metrics.count(alert);
      ours.put(alert.alertId(), true);
    }
    return alerts;
  }
}
