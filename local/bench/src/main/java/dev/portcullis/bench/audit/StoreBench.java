package dev.portcullis.bench.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.local.store.FilePublicationStore;
import dev.portcullis.local.store.FileWormStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prints how many events a second one core seals and puts in order on a disk, each file flushed,
 * with one commit a second: {@code StoreBench [SECONDS [BYTES]]}.
 *
 * <p>One thread seals batches for a second and then runs the sequencer, and so on; its processor
 * time is what a core was busy for, and the rest of the time it waited for the disk. The same runs
 * without flushing first and is not counted: a disk so seldom has a core busy that the compiler
 * would still be at work when the run ends.
 */
public final class StoreBench {
  private static final int BATCH = 2_000;
  private static final int WARM_UP_SECONDS = 20;

  private StoreBench() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 1_024;
    Path root = Files.createTempDirectory("portcullis-bench");
    try {
      run("warm-up, not flushed", root.resolve("warm-up"), WARM_UP_SECONDS, bytes, false);
      run("not flushed", root.resolve("not-flushed"), seconds, bytes, false);
      run("flushed", root.resolve("flushed"), seconds, bytes, true);
    } finally {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void run(String what, Path root, int seconds, int bytes, boolean sync) {
    InstantSource clock = InstantSource.system();
    Duration retention = AuditTrail.LEAST_RETENTION;
    FileWormStore worm = new FileWormStore(root.resolve("worm"), clock, retention, sync);
    FilePublicationStore published = new FilePublicationStore(root.resolve("public"), sync);
    NoteSigner signer = new NoteSigner("portcullis.example/bench", List.of(new BenchKey()));
    AuditTrail trail = new AuditTrail(worm, clock, new Random(), retention, (told, object) -> {});
    Sequencer sequencer =
        new Sequencer(
            new Sequencer.Stores(worm, published),
            signer,
            Cosigners.none(),
            clock,
            retention,
            (told, object) -> {});
    List<byte[]> contents = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < BATCH; i++) {
      byte[] content = new byte[bytes];
      random.nextBytes(content);
      contents.add(content);
    }
    long events = 0;
    long commits = 0;
    long start = System.nanoTime();
    long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int second = 1; second <= seconds; second++) {
      while (System.nanoTime() - start < second * 1_000_000_000L) {
        List<LogEntry> batch = new ArrayList<>();
        for (byte[] content : contents) {
          batch.add(new LogEntry("request-" + events++ + "/intent", content));
        }
        trail.append(batch);
      }
      Progress progress = sequencer.run();
      commits = progress.commit() + 1;
      if (progress.size() != events) {
        throw new IllegalStateException(progress + " of " + events);
      }
    }
    long took = System.nanoTime() - start;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d events of %,d bytes in %.1f s and %,d commits: %,.0f events/s,"
            + " %,.0f events/s of one core's time (busy for %.0f %%)%n",
        what,
        events,
        bytes,
        took / 1e9,
        commits,
        events * 1e9 / took,
        events * 1e9 / cpu,
        100.0 * cpu / took);
  }
}
