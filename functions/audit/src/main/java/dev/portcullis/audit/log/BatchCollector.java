package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.tlog.CompactRange;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Finds the intake objects that no commit has, and builds the commit that takes them. */
final class BatchCollector {
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST_BATCHES = 4_096;

  private final WormStore worm;
  private final StoreCalls calls;
  private final InstantSource clock;
  private final LogAlarm alarm;
  private final TreeHash hasher = new TreeHash();

  BatchCollector(WormStore worm, StoreCalls calls, InstantSource clock, LogAlarm alarm) {
    this.worm = worm;
    this.calls = calls;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** What the quick listing shows from the commit's horizon on and the commit does not have. */
  Found fresh(Commit base) {
    List<WormStore.Entry> found = new ArrayList<>();
    for (WormStore.Entry entry : Intake.list(worm, after(base.horizon()))) {
      if (!base.recent().contains(entry.key())) {
        found.add(entry);
      }
    }
    return read(found);
  }

  /** What a listing of the last {@code depth} shows and no commit of that time has. */
  Found late(Commit base, CommitChain chain, Duration depth) {
    long since = Math.max(0, clock.instant().minus(depth).getEpochSecond() / 60);
    // An object can be committed before its own minute only by as much as clocks differ.
    long until = (since - Sequencer.OVERLAP.toMinutes()) * 60_000;
    Set<String> taken = new HashSet<>();
    for (Commit c = base; c.number() >= 0 && c.time() >= until; ) {
      c.batches().forEach(batch -> taken.add(batch.key()));
      c = chain.mustGet(c.number() - 1);
    }
    List<WormStore.Entry> found = new ArrayList<>();
    for (WormStore.Entry entry : Intake.list(worm, after(since))) {
      if (!taken.contains(entry.key()) && !base.recent().contains(entry.key())) {
        found.add(entry);
      }
    }
    return read(found);
  }

  private static String after(long minute) {
    return minute == 0 ? "" : IntakeKeys.before(minute);
  }

  private Found read(List<WormStore.Entry> entries) {
    List<Supplier<byte[]>> reads = new ArrayList<>();
    long bytes = 0;
    for (WormStore.Entry entry : entries) {
      bytes += entry.size();
      if (!reads.isEmpty() && (bytes > MOST_BYTES || reads.size() == MOST_BATCHES)) {
        break;
      }
      reads.add(() -> stored(entry.key()));
    }
    List<byte[]> stored = calls.all(reads);
    List<Batch> batches = new ArrayList<>();
    Map<String, IntakeBatch> objects = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      batches.add(read(entries.get(i).key(), stored.get(i), objects));
    }
    return new Found(batches, objects, entries.size() > stored.size());
  }

  private byte[] stored(String key) {
    return worm.get(key)
        .orElseThrow(() -> new PortException(Code.UNAVAILABLE, key + " is listed, not there"));
  }

  private Batch read(String key, byte[] stored, Map<String, IntakeBatch> objects) {
    try {
      IntakeBatch intake = IntakeBatch.parse(stored, hasher);
      if (!IntakeKeys.key(intake).equals(key)) {
        throw new PortException(Code.CORRUPT, key + " has another object's bytes");
      }
      objects.put(key, intake);
      return new Batch(0, intake.size(), intake.digest(), key);
    } catch (PortException e) {
      // It must not block the others, and it must not disappear: the commit names it.
      alarm.raise("an intake object cannot be read as one; it is committed as unreadable", key);
      String digest = HexFormat.of().formatHex(TreeHash.sha256().digest(stored));
      return new Batch(0, 0, digest, key);
    }
  }

  /**
   * A commit that nobody has decided yet.
   *
   * @param commit the commit
   * @param growth what it adds to the tree
   */
  record Proposal(Commit commit, Growth growth) {}

  /** Intake objects for one commit, in key order, those that can be read in memory. */
  final class Found {
    private final List<Batch> batches;
    private final Map<String, IntakeBatch> objects;

    private final boolean more;

    private Found(List<Batch> batches, Map<String, IntakeBatch> objects, boolean more) {
      this.batches = batches;
      this.objects = objects;
      this.more = more;
    }

    boolean isEmpty() {
      return batches.isEmpty();
    }

    /** True if there are more than one commit takes. */
    boolean more() {
      return more;
    }

    Map<String, IntakeBatch> objects() {
      return objects;
    }

    /** The commit that takes them all behind another. */
    Proposal propose(Commit base, byte[] checkpoint) {
      Growth growth = new Growth(base.edge(), hasher);
      long size = base.size();
      List<Batch> placed = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      for (Batch batch : batches) {
        placed.add(new Batch(size, batch.count(), batch.digest(), batch.key()));
        keys.add(batch.key());
        size += batch.count();
        IntakeBatch intake = objects.get(batch.key());
        if (intake != null) {
          growth.add(intake);
        }
      }
      Instant now = clock.instant();
      long time = Math.max(base.time() + 1, now.toEpochMilli());
      long horizon = Math.max(base.horizon(), (time - Sequencer.OVERLAP.toMillis()) / 60_000);
      CompactRange range = growth.range();
      Commit commit =
          new Commit(
              base.origin(),
              base.number() + 1,
              time,
              base.digest(),
              horizon,
              range.size(),
              range.root(hasher),
              range.hashes(),
              base.recent().with(keys, horizon),
              checkpoint,
              placed);
      return new Proposal(commit, growth);
    }
  }
}
