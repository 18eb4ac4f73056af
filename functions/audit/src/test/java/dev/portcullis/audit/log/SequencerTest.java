package dev.portcullis.audit.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.Progress.Publication;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.CompactRange;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SequencerTest {
  private final LogHarness log = new LogHarness(Provider.S3);

  @Test
  void aRunCommitsSignsAndPublishesWhatWasSealed() {
    log.seal(3, 2);
    Progress progress = log.sequencer().run();
    assertEquals(new Progress(0, 3, 3, Publication.PROVEN), progress);
    assertEquals(3, checkpoint().size());
  }

  @Test
  void theRootIsTheTreesOverTheExactBytes() {
    log.seal(700, 100);
    log.sequencer().run();
    TreeHash hasher = new TreeHash();
    CompactRange range = CompactRange.empty();
    for (int i = 0; i < 700; i++) {
      String entry = "{\"id\":\"event/" + i + "\"}";
      range.append(hasher.leaf(entry.getBytes(StandardCharsets.UTF_8)), 0, hasher);
    }
    assertArrayEquals(range.root(hasher), checkpoint().root());
  }

  @Test
  void fullTilesAreWriteOnceAndPartialOnesArePublished() {
    log.seal(700, 100);
    log.sequencer().run();
    assertEquals(8_192, log.worm.get(new Tile(0, 1, 256).path()).orElseThrow().length);
    assertEquals(188 * 32, log.published.get(new Tile(0, 2, 188).path()).orElseThrow().length);
    assertEquals(2 * 32, log.published.get(new Tile(1, 0, 2).path()).orElseThrow().length);
    assertTrue(log.worm.get(Tile.entries(1, 256)).isPresent());
    assertTrue(log.published.get(Tile.entries(2, 188)).isPresent());
  }

  @Test
  void partialTilesAreRemovedOnceTheirFullOneIsCoveredAndTheLogStillVerifies() {
    Sequencer sequencer = log.sequencer();
    for (int i = 0; i < 30; i++) {
      log.seal(10, 10);
      log.pass(Duration.ofSeconds(2));
      sequencer.run();
    }
    assertTrue(log.published.keys().stream().noneMatch(key -> key.startsWith("tile/0/000.p/")));
    assertTrue(
        log.published.keys().stream().noneMatch(key -> key.startsWith("tile/entries/000.p/")));
    assertTrue(log.published.get(Tile.entries(1, 44)).isPresent());
    assertTrue(log.published.get(Tile.entries(1, 34)).isPresent());
    Report report =
        new LogVerifier(log.keys(), AuditTrail.LEAST_RETENTION, new Random(5))
            .verify(LogView.of(log.worm, log.published), (commits, entries) -> {});
    assertEquals(List.of(), report.faults());
    assertEquals(300, report.proven());
  }

  @Test
  void aRunWithoutAnythingNewChangesNothing() {
    log.seal(3, 1);
    log.sequencer().run();
    int objects = log.worm.size();
    log.pass(Duration.ofSeconds(5));
    assertEquals(new Progress(0, 3, 0, Publication.PROVEN), log.sequencer().run());
    assertEquals(objects, log.worm.size());
  }

  @Test
  void noCommitIsBegunWithoutTimeForIt() {
    log.seal(3, 1);
    int objects = log.worm.size();
    PortException late = assertThrows(PortException.class, () -> log.sequencer().run(() -> false));
    assertEquals(PortException.Code.TIMEOUT, late.code());
    assertEquals(objects, log.worm.size());
    assertEquals(new Progress(0, 3, 3, Publication.PROVEN), log.sequencer().run());
    log.pass(Duration.ofSeconds(2));
    assertEquals(0, log.sequencer().run(() -> false).added(), "where nothing waits none is needed");
  }

  @Test
  void aRunWhoseTimeIsOverPublishesWhatItCommittedAndLeavesTheRest() {
    int oneCommit = 4_096;
    log.seal(oneCommit + 5, 1);
    Iterator<Boolean> time = List.of(true, false).iterator();
    Progress progress = log.sequencer().run(time::next);
    assertEquals(new Progress(0, oneCommit, oneCommit, Publication.PROVEN), progress);
    assertEquals(oneCommit, checkpoint().size());
    log.pass(Duration.ofSeconds(2));
    assertEquals(5, log.sequencer().run().added());
  }

  @Test
  void aLogGrowsOverManyRunsOfManyInstances() {
    for (int i = 1; i <= 60; i++) {
      log.seal(i, 7);
      log.pass(Duration.ofSeconds(2));
      assertEquals(i * (i + 1) / 2, log.sequencer().run().size());
    }
    assertEquals(1_830, checkpoint().size());
    assertTrue(log.alarms.isEmpty());
  }

  @Test
  void everythingPublishedCanBeLostAndIsComputedAgain() {
    log.seal(700, 100);
    log.sequencer().run();
    log.published.keys().forEach(log.published::remove);
    log.pass(Duration.ofSeconds(2));
    log.seal(1, 1);
    assertEquals(701, log.sequencer().run().size());
    assertEquals(701, checkpoint().size());
  }

  @Test
  void anObjectOlderThanTheOverlapIsFoundByReconciliation() {
    log.seal(1, 1);
    log.pass(Duration.ofHours(2));
    log.seal(1, 1);
    log.sequencer().run();
    log.pass(Duration.ofMinutes(31));
    LogHarness late = log;
    late.now = late.now.minus(Duration.ofHours(2));
    late.seal(1, 1);
    late.now = late.now.plus(Duration.ofHours(2));
    assertEquals(2, log.sequencer().run().size());
    log.pass(Duration.ofSeconds(2));
    assertEquals(3, log.sequencer().reconcile(Duration.ofHours(26)).size());
    log.pass(Duration.ofSeconds(2));
    assertEquals(3, log.sequencer().reconcile(Duration.ofHours(26)).size());
  }

  @Test
  void aHiddenCommitDoesNotLetASecondOneWin() {
    log.seal(1, 1);
    log.sequencer().run();
    byte[] first = log.published.get("checkpoint").orElseThrow();
    log.worm.delete(Commit.key(0));
    log.published.keys().forEach(log.published::remove);
    log.seal(1, 1);
    log.pass(Duration.ofSeconds(2));
    log.sequencer().run();
    assertEquals(1, Commit.parse(log.worm.get(Commit.key(0)).orElseThrow()).size());
    assertEquals(2, checkpoint().size());
    assertEquals(1, log.keys().checkpoint(SignedNote.parse(first)).size());
  }

  @Test
  void anUnreadableIntakeObjectIsCommittedAsSuchAndBlocksNothing() {
    log.worm.create(
        "intake/20261124T1413/0000000000000000-0000000000-0000000000000000",
        new byte[] {1, 2, 3},
        log.now.plusSeconds(60));
    log.seal(2, 2);
    assertEquals(2, log.sequencer().run().size());
    assertEquals(1, log.alarms.size());
    log.pass(Duration.ofSeconds(2));
    assertEquals(0, log.sequencer().run().commit());
  }

  private Checkpoint checkpoint() {
    byte[] note = log.published.get("checkpoint").orElseThrow();
    return log.keys().checkpoint(SignedNote.parse(note));
  }
}
