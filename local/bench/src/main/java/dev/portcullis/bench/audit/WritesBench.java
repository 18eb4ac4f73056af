package dev.portcullis.bench.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.NoteSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Counts the store writes that an event costs at 1,000 events a second in batches of 500 and at 100
 * in batches of 50, with a commit every five seconds and every two: {@code WritesBench [EVENTS]}.
 */
public final class WritesBench {
  private Instant now = Instant.parse("2026-11-24T14:13:00Z");

  private WritesBench() {}

  /** Runs it. */
  public static void main(String[] args) {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    new WritesBench().run(events, 1_000, 500, 5);
    new WritesBench().run(events, 1_000, 500, 2);
    new WritesBench().run(events / 10, 100, 50, 5);
  }

  private void run(int events, int rate, int batch, int seconds) {
    MapStore store = new MapStore();
    AuditTrail trail =
        new AuditTrail(
            store, () -> now, new Random(1), AuditTrail.LEAST_RETENTION, (what, object) -> {});
    Sequencer sequencer =
        new Sequencer(
            new Sequencer.Stores(store, store),
            new NoteSigner("portcullis.example/bench", List.of(new BenchKey())),
            Cosigners.none(),
            () -> now,
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {});
    byte[] content = {'e'};
    long commits = 0;
    for (int at = 0; at < events; at += batch) {
      List<LogEntry> entries = new ArrayList<>();
      for (int i = at; i < at + batch; i++) {
        entries.add(new LogEntry("event/" + i, content));
      }
      trail.append(entries);
      if ((at + batch) % (rate * seconds) == 0) {
        now = now.plus(Duration.ofSeconds(seconds));
        commits = sequencer.run().commit() + 1;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d events, %,d/s, %d a batch, %,d commits %d s apart: %,d writes, %.4f an event%n",
        events,
        rate,
        batch,
        commits,
        seconds,
        store.writes,
        (double) store.writes / events);
  }
}
