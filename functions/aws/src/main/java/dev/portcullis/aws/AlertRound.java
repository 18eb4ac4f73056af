package dev.portcullis.aws;

import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.RecordStore.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads what was added to the log and tells people of what needs them; how far it got is kept in a
 * table and moves only after everything before it was told and recorded. What a rotation raised is
 * in the log already: people are told of it, and it is not recorded again.
 *
 * <p>So an alert may be told twice and is never lost; both have the same id, because the same
 * records raise the same alerts. A fresh instance first reads some records again without telling,
 * or counting, to know what came before. For one thread.
 */
final class AlertRound {
  /** A round ends well before its function's time-out; the next one goes on. */
  static final int MOST_RECORDS = 20_000;

  /** What telling people and recording it may take; reading ends before it. */
  static final long TELLING_MILLIS = 15_000;

  private static final int READ_AGAIN = 5_000;
  private static final String POSITION = "alerts/position";
  private static final long NOWHERE = -1;

  private final RecordSource source;
  private final RecordStore positions;
  private final Supplier<AlertWatch> watches;
  private final LogState state;
  private final Consumer<List<AlertRaised>> people;
  private final Consumer<AlertRaised> log;
  private AlertWatch watch;

  /** What is new to people and what is new to the log. */
  private record Raised(List<AlertRaised> told, List<AlertRaised> recorded) {
    Raised() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(List<AlertRaised> alerts) {
      told.addAll(alerts);
      recorded.addAll(alerts);
    }
  }

  private long next = NOWHERE;

  /**
   * A round over one log.
   *
   * @param watches makes a watch that has seen nothing
   * @param people tells them; accepted when it returns
   * @param log makes a record durable before it returns, or throws
   */
  AlertRound(
      RecordSource source,
      RecordStore positions,
      Supplier<AlertWatch> watches,
      LogState state,
      Consumer<List<AlertRaised>> people,
      Consumer<AlertRaised> log) {
    this.source = Objects.requireNonNull(source, "source");
    this.positions = Objects.requireNonNull(positions, "positions");
    this.watches = Objects.requireNonNull(watches, "watches");
    this.state = Objects.requireNonNull(state, "state");
    this.people = Objects.requireNonNull(people, "people");
    this.log = Objects.requireNonNull(log, "log");
    this.watch = watches.get();
  }

  /**
   * Answers {@code {"task":"watch"}} with how far it is. A log that answers slowly is read as far
   * as there is time, so that the next round begins further on and not at the same place again.
   *
   * @param millisLeft how long the invocation may still last
   */
  byte[] answer(Fields event, LongSupplier millisLeft) {
    if (!event.only("task").text("task").equals("watch")) {
      throw new BadEventException("task is not watch");
    }
    BooleanSupplier time = () -> millisLeft.getAsLong() > TELLING_MILLIS;
    Optional<Versioned> stored = positions.read(POSITION);
    long from = stored.map(AlertRound::position).orElse(0L);
    long size = source.size();
    if (from > size) {
      throw new PortException(Code.CORRUPT, POSITION + " is beyond the log's end");
    }
    try {
      continueAt(from, time);
      Raised raised = read(from, Math.min(size, from + MOST_RECORDS), time);
      long to = next;
      raised.add(watch.see(state.now(size)));
      tell(raised);
      // If we crash here, the same alerts are told again under the same ids.
      byte[] reached = Long.toString(to).getBytes(StandardCharsets.US_ASCII);
      positions.write(POSITION, reached, stored.map(Versioned::version).orElse(RecordStore.ABSENT));
      return ("{\"read\":" + (to - from) + ",\"alerts\":" + raised.told().size() + "}")
          .getBytes(StandardCharsets.UTF_8);
    } catch (RuntimeException failed) {
      next = NOWHERE;
      throw failed;
    }
  }

  private void continueAt(long from, BooleanSupplier time) {
    if (next != from) {
      watch = watches.get();
      read(Math.max(0, from - READ_AGAIN), from, time);
      watch.forgetCounts();
    }
    if (next != from || !time.getAsBoolean()) {
      throw new PortException(Code.TIMEOUT, "read the log: no time is left");
    }
  }

  /** What was read raises; {@link #next} is then how far that is. */
  private Raised read(long from, long to, BooleanSupplier time) {
    Raised raised = new Raised();
    next = from;
    source.read(
        from,
        to,
        (index, entry) -> {
          LogRecord record = LogRecord.parse(index, entry);
          watch.raisedByRotation(record).ifPresent(raised.told()::add);
          raised.add(watch.see(record));
          next = index + 1;
          return time.getAsBoolean();
        });
    return raised;
  }

  private void tell(Raised raised) {
    if (!raised.told().isEmpty()) {
      people.accept(raised.told());
      raised.recorded().forEach(log);
    }
  }

  private static long position(Versioned stored) {
    String text = new String(stored.body(), StandardCharsets.US_ASCII);
    if (!text.matches("[0-9]{1,18}")) {
      throw new PortException(Code.CORRUPT, POSITION);
    }
    return Long.parseLong(text);
  }
}
