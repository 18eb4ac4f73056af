package dev.portcullis.alerts;

import dev.portcullis.alerts.Raised.About;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.RecordTree;
import dev.portcullis.audit.record.AlertRaised.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether each writer's records are all there, and whether their clocks fit together. */
final class StreamWatch {
  private static final int MOST_WRITERS = 10_000;
  private static final int MOST_AHEAD = 4_096;

  private final Thresholds thresholds;
  private final Map<String, Writer> writers = new Bounded<>(MOST_WRITERS);
  private boolean fromTheStart;

  StreamWatch(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** One process that writes: how far its records are complete, and what came ahead of a hole. */
  private static final class Writer {
    private final TreeSet<Long> ahead = new TreeSet<>();
    private long complete;
    private long holeSince;
    private String after = "";

    /** A process counts from 1; whoever begins to watch later begins with what it sees first. */
    Writer(long before) {
      complete = before;
    }
  }

  void see(LogRecord record, Instant now, Raised raised) {
    clock(record, now, raised);
    RecordTree tree = record.tree();
    String epoch =
        tree.objects("metadata", "loggers").stream()
            .findFirst()
            .flatMap(logger -> logger.text("uid"))
            .orElse("");
    long sequence = tree.number("metadata", "sequence").orElse(-1);
    if (!epoch.isEmpty() && sequence >= 0) {
      // Waiting is measured in the stream's own time, so that an old stream tells the same.
      Instant stored = Instant.ofEpochMilli(stored(record));
      fromTheStart |= record.index() == 0;
      long before = fromTheStart ? 0 : sequence - 1;
      Writer writer = writers.computeIfAbsent(epoch, key -> new Writer(before));
      sequence(writer, sequence, record, stored);
      check(epoch, writer, stored, raised);
    }
  }

  /** Looks at every writer's holes again; for a stream that has gone quiet. */
  void look(Instant now, Raised raised) {
    new TreeMap<>(writers).forEach((epoch, writer) -> check(epoch, writer, now, raised));
  }

  private void sequence(Writer writer, long sequence, LogRecord record, Instant now) {
    if (sequence > writer.complete) {
      writer.ahead.add(sequence);
    }
    boolean hadHole = writer.holeSince > 0;
    while (writer.ahead.remove(writer.complete + 1)) {
      writer.complete++;
      hadHole = false;
    }
    if (writer.ahead.isEmpty()) {
      writer.holeSince = 0;
    } else if (!hadHole) {
      writer.holeSince = now.toEpochMilli();
      writer.after = record.eventId();
    }
  }

  private void check(String epoch, Writer writer, Instant now, Raised raised) {
    long waited = now.toEpochMilli() - writer.holeSince;
    boolean overdue = waited > thresholds.gapPatience().toMillis();
    if (writer.holeSince > 0 && (overdue || writer.ahead.size() > MOST_AHEAD)) {
      long next = writer.ahead.first();
      raised.raise(
          Rule.LOG_GAP,
          Urgency.CRITICAL,
          About.object("writer/" + epoch + "/" + (writer.complete + 1)),
          now,
          next - writer.complete - 1,
          0,
          List.of(writer.after));
      // Reported; go on behind the hole, so that the next one is found too.
      writer.complete = next - 1;
      while (writer.ahead.remove(writer.complete + 1)) {
        writer.complete++;
      }
      writer.holeSince = writer.ahead.isEmpty() ? 0 : now.toEpochMilli();
    }
  }

  private void clock(LogRecord record, Instant now, Raised raised) {
    if (record.time() == 0) {
      return;
    }
    long stored = stored(record);
    long off =
        Math.max(
            Math.abs(stored - record.time()), Math.max(stored, record.time()) - now.toEpochMilli());
    if (off > thresholds.skew().toMillis()) {
      String epoch =
          record.tree().objects("metadata", "loggers").stream()
              .findFirst()
              .flatMap(logger -> logger.text("uid"))
              .orElse("unknown");
      raised.raise(
          Rule.CLOCK_TROUBLE,
          Urgency.MEDIUM,
          About.object("clock/" + epoch),
          now,
          off,
          thresholds.skew().toMillis(),
          List.of(record.eventId()));
    }
  }

  private static long stored(LogRecord record) {
    return record.tree().number("metadata", "logged_time").orElse(record.time());
  }
}
