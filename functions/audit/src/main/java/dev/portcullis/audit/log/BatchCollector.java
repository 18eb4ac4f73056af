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

/** Finds the intake objects that no commit has, and builds the commit that takes them. */
final class BatchCollector {
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST_BATCHES = 4_096;

  private final WormStore worm;
  private final InstantSource clock;
  private final LogAlarm alarm;
  private final TreeHash hasher = new TreeHash();

  BatchCollector(WormStore worm, InstantSource clock, LogAlarm alarm) {
    this.worm = worm;
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
    return minute == 0
        ? ""
        : IntakeKeys.bucket(Instant.ofEpochSecond(minute * 60)).replaceAll("/$", "");
  }

  private Found read(List<WormStore.Entry> entries) {
    List<Batch> batches = new ArrayList<>();
    Map<String, IntakeBatch> objects = new HashMap<>();
    long bytes = 0;
    for (WormStore.Entry entry : entries) {
      bytes += entry.size();
      if (!batches.isEmpty() && (bytes > MOST_BYTES || batches.size() == MOST_BATCHES)) {
        break;
      }
      batches.add(read(entry.key(), objects));
    }
    return new Found(batches, objects);
  }

  private Batch read(String key, Map<String, IntakeBatch> objects) {
    byte[] stored =
        worm.get(key)
            .orElseThrow(() -> new PortException(Code.UNAVAILABLE, key + " is listed, not there"));
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

  /** Intake objects for one commit, in key order, those that can be read in memory. */
  final class Found {
    private final List<Batch> batches;
    private final Map<String, IntakeBatch> objects;

    private Found(List<Batch> batches, Map<String, IntakeBatch> objects) {
      this.batches = batches;
      this.objects = objects;
    }

    boolean isEmpty() {
      return batches.isEmpty();
    }

    Map<String, IntakeBatch> objects() {
      return objects;
    }

    /** The commit that takes them all behind another. */
    Commit commit(Commit base, byte[] checkpoint) {
      CompactRange range = base.edge();
      List<Batch> placed = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      for (Batch batch : batches) {
        placed.add(new Batch(range.size(), batch.count(), batch.digest(), batch.key()));
        keys.add(batch.key());
        IntakeBatch intake = objects.get(batch.key());
        for (int i = 0; intake != null && i < intake.size(); i++) {
          range.append(intake.leaves(), i * TreeHash.LENGTH, hasher);
        }
      }
      Instant now = clock.instant();
      long time = Math.max(base.time() + 1, now.toEpochMilli());
      long horizon = Math.max(base.horizon(), (time - Sequencer.OVERLAP.toMillis()) / 60_000);
      return new Commit(
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
    }
  }
}
