package dev.portcullis.bench.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Prints what the log costs beside plain SHA-256 over the same entries, and beside other programs
 * that verify the same log: {@code AuditBench [ENTRIES [BYTES [ENTRIES-A-COMMIT [PEER...]]]]}.
 * Every figure is the best of fifteen rounds that take turns, in processor time of the one thread,
 * so that what else runs on the machine counts as little as it can.
 */
public final class AuditBench {
  private static final int ROUNDS = 15;
  private static final int BATCH = 500;
  private static final String ORIGIN = "portcullis.example/bench";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T14:13:00Z"));

  private AuditBench() {}

  /** Runs it. */
  public static void main(String[] args) {
    int entries = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
    int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 1_024;
    int commit = args.length > 2 ? Integer.parseInt(args[2]) : 25_000;
    List<LogEntry> all = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < entries; i++) {
      byte[] entry = new byte[bytes];
      random.nextBytes(entry);
      all.add(new LogEntry("request-" + i + "/intent", entry));
    }
    List<Path> programs = Arrays.stream(args).skip(3).map(Path::of).toList();
    List<Peer> peers = new ArrayList<>();
    NoteSigner signer = new NoteSigner(ORIGIN, List.of(new BenchKey()));
    long raw = Long.MAX_VALUE;
    long tree = Long.MAX_VALUE;
    long sequence = Long.MAX_VALUE;
    long verify = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      raw = Math.min(raw, time(() -> raw(all)));
      tree = Math.min(tree, time(() -> tree(all)));
      MapStore store = new MapStore();
      List<byte[]> checkpoints = new ArrayList<>();
      long took = 0;
      for (int at = 0; at < entries; at += commit) {
        seal(store, all.subList(at, Math.min(entries, at + commit)));
        took += time(() -> sequence(store, signer));
        checkpoints.add(store.get("checkpoint").orElseThrow());
      }
      sequence = Math.min(sequence, took);
      sealHours(store, signer);
      verify = Math.min(verify, time(() -> verify(store, signer, entries)));
      if (round == 0) {
        Path log = PeerLog.write(store, signer.keys().get(0).render(), checkpoints);
        programs.forEach(program -> peers.add(new Peer(program, log)));
        PeerLog.remove(log);
      }
      peers.forEach(Peer::turn);
    }
    System.out.printf(
        "%,d entries of %,d bytes, %,d a commit, best of %d rounds%n",
        entries, bytes, commit, ROUNDS);
    System.out.printf("raw SHA-256      %6.0f ns/entry%n", (double) raw / entries);
    print("leaf and tree", tree, raw, entries);
    print("sequencing", sequence, raw, entries);
    print("verification", verify, raw, entries);
    System.out.printf("verification runs at %.2f of the raw rate%n", (double) raw / verify);
    for (Peer peer : peers) {
      peer.print((double) verify / entries);
      peer.close();
    }
  }

  private static void print(String what, long took, long raw, int entries) {
    System.out.printf(
        "%-16s %6.0f ns/entry, %.2f x raw, %,.0f entries/s%n",
        what, (double) took / entries, (double) took / raw, entries * 1e9 / took);
  }

  private static long time(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - start;
  }

  private static void raw(List<LogEntry> all) {
    MessageDigest digest = TreeHash.sha256();
    int sum = 0;
    for (LogEntry entry : all) {
      sum += digest.digest(entry.bytes())[0];
    }
    keep(sum);
  }

  private static void tree(List<LogEntry> all) {
    TreeHash hasher = new TreeHash();
    GrowingTree tree = GrowingTree.empty(hasher, (tile, hashes) -> {});
    byte[] leaf = new byte[TreeHash.LENGTH];
    for (LogEntry entry : all) {
      hasher.leaf(entry.bytes(), 0, entry.bytes().length, leaf, 0);
      tree.append(leaf, 0);
    }
    keep(tree.root()[0]);
  }

  private static void seal(MapStore store, List<LogEntry> all) {
    AuditTrail trail =
        new AuditTrail(store, CLOCK, new Random(), Duration.ofDays(184), (what, object) -> {});
    for (int at = 0; at < all.size(); at += BATCH) {
      trail.append(all.subList(at, Math.min(all.size(), at + BATCH)));
    }
  }

  private static void sequence(MapStore store, NoteSigner signer) {
    new Sequencer(
            new Sequencer.Stores(store, store),
            signer,
            Cosigners.none(),
            CLOCK,
            Duration.ofDays(184),
            (what, object) -> {})
        .run();
  }

  private static void sealHours(MapStore store, NoteSigner signer) {
    InstantSource later = InstantSource.fixed(CLOCK.instant().plus(Duration.ofHours(3)));
    Sequencer sequencer =
        new Sequencer(
            new Sequencer.Stores(store, store),
            signer,
            Cosigners.none(),
            later,
            Duration.ofDays(184),
            (what, object) -> {});
    if (new Sealer(store, sequencer, signer, later, Duration.ofDays(184)).run() != 1) {
      throw new IllegalStateException("one hour is sealed");
    }
  }

  private static void verify(MapStore store, NoteSigner signer, int entries) {
    Report report =
        new LogVerifier(new KeyRing(ORIGIN, signer.keys()), Duration.ofDays(184), new Random(2))
            .verify(LogView.of(store, store), (commits, done) -> {});
    if (!report.verified() || report.seals() != 1 || report.proven() != entries) {
      throw new IllegalStateException(report.faults().toString());
    }
  }

  private static void keep(int result) {
    if (result == Integer.MIN_VALUE) {
      System.out.println();
    }
  }
}
