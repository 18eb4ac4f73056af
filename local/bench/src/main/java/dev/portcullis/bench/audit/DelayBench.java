package dev.portcullis.bench.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.TreeHash;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints how long an event takes from the moment it happens to a published checkpoint that proves
 * it: {@code DelayBench [SECONDS [EVENTS-A-SECOND [INTERVAL-MS [PUT-MS]]]]}. The store is in memory
 * and answers a put after so long, a read after a third of it; the process's own work is real. The
 * first quarter of the time is not counted: the compiler is still at work then.
 */
public final class DelayBench {
  private static final int CALLERS = 64;

  private DelayBench() {}

  /** Runs it. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    long interval = args.length > 2 ? Long.parseLong(args[2]) : 1_000;
    long put = args.length > 3 ? Long.parseLong(args[3]) : 30;
    ExecutorService threads = Executors.newCachedThreadPool();
    SlowStore store = new SlowStore(Duration.ofMillis(put), Duration.ofMillis(put / 3));
    long[] delays = new long[seconds * rate];
    AtomicLong next = new AtomicLong();
    long start = System.nanoTime();
    AuditTrail trail =
        new AuditTrail(
            store,
            InstantSource.system(),
            new Random(),
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {});
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(threads.submit(() -> call(trail, next, delays.length, rate, start)));
    }
    Sequencer sequencer =
        new Sequencer(
            new Sequencer.Stores(store, store),
            new NoteSigner("portcullis.example/bench", List.of(new BenchKey())),
            Cosigners.none(),
            InstantSource.system(),
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {},
            Optional.of(threads));
    int proven = 0;
    long commit = -1;
    for (int run = 1; proven < delays.length; run++) {
      TimeUnit.NANOSECONDS.sleep(start + run * interval * 1_000_000 - System.nanoTime());
      long last = sequencer.run().commit();
      long now = store.checkpointAt();
      while (commit < last) {
        commit++;
        for (long due : due(store, commit)) {
          delays[proven++] = now - start - due;
        }
      }
    }
    for (Future<?> caller : callers) {
      caller.get();
    }
    threads.shutdown();
    // They are in log order, which is nearly the order in which they happened.
    long[] counted = Arrays.copyOfRange(delays, delays.length / 4, delays.length);
    Arrays.sort(counted);
    System.out.printf(
        Locale.ROOT,
        "%,d events at %,d/s, a commit every %,d ms, puts of %d ms: provable after"
            + " %,.0f ms (median), %,.0f ms (p99), %,.0f ms (most)%n",
        counted.length,
        rate,
        interval,
        put,
        counted[counted.length / 2] / 1e6,
        counted[counted.length * 99 / 100] / 1e6,
        counted[counted.length - 1] / 1e6);
  }

  private static void call(AuditTrail trail, AtomicLong next, int events, int rate, long start) {
    try {
      for (long event = next.getAndIncrement(); event < events; event = next.getAndIncrement()) {
        long due = event * 1_000_000_000L / rate;
        TimeUnit.NANOSECONDS.sleep(start + due - System.nanoTime());
        trail.append(List.of(new LogEntry(due + "/intent", new byte[1_024])));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When the events of a commit happened, which their ids say. */
  private static List<Long> due(SlowStore store, long number) {
    List<Long> due = new ArrayList<>();
    TreeHash hasher = new TreeHash();
    for (Commit.Batch batch : Commit.parse(store.kept(Commit.key(number))).batches()) {
      IntakeBatch intake = IntakeBatch.parse(store.kept(batch.key()), hasher);
      for (int i = 0; i < intake.size(); i++) {
        due.add(Long.parseLong(intake.eventId(i).replace("/intent", "")));
      }
    }
    return due;
  }
}
