package dev.portcullis.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.CompactRange;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a new instance reads before it can commit to a log of a thousand million entries. */
final class SequencerStartTest {
  private static final long SIZE = 1_073_741_823L;
  private static final long NUMBER = 4_000_000L;

  private final LogHarness log = new LogHarness(Provider.S3);
  private final List<String> calls = new ArrayList<>();

  @Test
  void threeReadsAreEnoughToCommitAndEightMoreToMaterialise() {
    rightEdge();
    log.seal(5, 5);
    Sequencer sequencer =
        new Sequencer(
            new Sequencer.Stores(new Counting(), new Counting()),
            log.signer,
            Cosigners.none(),
            log.clock,
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {});
    assertEquals(SIZE + 5, sequencer.run().size());
    int decision = calls.indexOf("create " + Commit.key(NUMBER + 1));
    List<String> before =
        calls.subList(0, decision).stream().filter(c -> !c.startsWith("get intake/")).toList();
    assertEquals(List.of("get " + Hint.KEY, "get " + Commit.key(NUMBER), "list intake/"), before);
    long materialise =
        calls.subList(decision + 2, calls.size()).stream()
            .filter(call -> call.startsWith("get tile/"))
            .count();
    assertTrue(materialise <= 8, materialise + " reads: " + calls);
  }

  @Test
  void anInstanceThatRunsAgainReadsNothingThatItKnows() {
    rightEdge();
    log.seal(5, 5);
    Sequencer sequencer =
        new Sequencer(
            new Sequencer.Stores(new Counting(), new Counting()),
            log.signer,
            Cosigners.none(),
            log.clock,
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {});
    sequencer.run();
    log.seal(5, 5);
    log.pass(Duration.ofSeconds(1));
    calls.clear();
    assertEquals(SIZE + 10, sequencer.run().size());
    String commit = Commit.key(NUMBER + 2);
    List<String> mine = calls.stream().filter(c -> !c.startsWith("get intake/")).toList();
    // The commit is read back because only the oldest version decides, and no checkpoint may ever
    // be replaced by an older one.
    assertEquals(
        List.of("list intake/", "create " + commit, "get " + commit, "get checkpoint"), mine);
  }

  /** A commit, a hint and the partial tiles of a log whose other objects nobody needs to start. */
  private void rightEdge() {
    TreeHash hasher = new TreeHash();
    List<byte[]> hashes = new ArrayList<>();
    for (int level = GrowingTree.levels(SIZE) - 1; level >= 0; level--) {
      int width = Tile.edge(SIZE, level);
      if (width == 0) {
        continue;
      }
      CompactRange range = CompactRange.empty();
      byte[] tile = new byte[width * TreeHash.LENGTH];
      StringBuilder bundle = new StringBuilder();
      for (int i = 0; i < width; i++) {
        byte[] hash = hasher.leaf(new byte[] {'e'});
        bundle.append("\0\1e");
        System.arraycopy(hash, 0, tile, i * TreeHash.LENGTH, TreeHash.LENGTH);
        range.append(hash, 0, hasher);
      }
      hashes.addAll(range.hashes());
      log.published.replace(new Tile(level, Tile.full(SIZE, level), width).path(), tile);
      if (level == 0) {
        log.published.replace(
            Tile.entries(Tile.full(SIZE, 0), width),
            bundle.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
    byte[] root = CompactRange.of(SIZE, hashes).root(hasher);
    Commit commit =
        new Commit(
            LogHarness.ORIGIN,
            NUMBER,
            log.now.toEpochMilli() - 1_000,
            IntakeHead.NONE,
            log.now.getEpochSecond() / 60 - 30,
            SIZE,
            root,
            hashes,
            RecentKeys.none(),
            new byte[0],
            List.of());
    log.worm.create(Commit.key(NUMBER), commit.render(), log.now.plusSeconds(60));
    String head = new Checkpoint(LogHarness.ORIGIN, SIZE, root).text();
    byte[] note = log.signer.sign(head).render();
    log.published.replace(Hint.KEY, new Hint(NUMBER, commit.digest(), note).render());
    log.published.replace("checkpoint", note);
  }

  private final class Counting implements WormStore, PublicationStore {
    @Override
    public PutOutcome create(String key, byte[] body, Instant retainUntil) {
      calls.add("create " + key);
      return log.worm.create(key, body, retainUntil);
    }

    @Override
    public Optional<byte[]> get(String key) {
      calls.add("get " + key);
      return log.worm.get(key).or(() -> log.published.get(key));
    }

    @Override
    public List<Entry> list(String prefix, String after, int limit) {
      calls.add("list " + prefix);
      return log.worm.list(prefix, after, limit);
    }

    @Override
    public List<Version> versions(String key) {
      return log.worm.versions(key);
    }

    @Override
    public void replace(String key, byte[] body) {
      log.published.replace(key, body);
    }

    @Override
    public void remove(String key) {
      log.published.remove(key);
    }
  }
}
