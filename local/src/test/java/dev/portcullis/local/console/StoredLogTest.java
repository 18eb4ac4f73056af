package dev.portcullis.local.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.Proofs;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the page is told about a real log. */
final class StoredLogTest {
  private final Instant now = Instant.parse("2026-11-24T14:13:00Z");
  private final InstantSource clock = () -> now;
  private final MemoryWormStore worm = new MemoryWormStore(Provider.S3, clock);
  private final MemoryPublicationStore published = new MemoryPublicationStore(Provider.S3, clock);
  private final NoteSigner signer =
      new NoteSigner(
          "portcullis.example/console",
          List.of(
              MemorySigner.create(Signer.Algorithm.ES256, "es"),
              MemorySigner.create(Signer.Algorithm.ED25519, "ed")));
  private final KeyRing keys = new KeyRing(signer.name(), signer.keys());
  private final StoredLog log =
      new StoredLog(
          dev.portcullis.audit.verify.LogView.of(worm, published), keys, clock, new Random(1));

  @Test
  void anEmptyLogHasNothingToShow() {
    LogView.Health health = log.health();
    assertEquals(0, health.size());
    assertEquals(Optional.empty(), health.lastCheckpoint());
    assertEquals(Optional.empty(), log.prove(0));
  }

  @Test
  void whatIsSealedWaitsUntilACheckpointCoversIt() {
    seal("one");
    assertEquals(1, log.health().waiting());
    sequence();
    assertEquals(0, log.health().waiting());
    assertEquals(1, log.health().size());
    seal("two");
    assertEquals(1, log.health().waiting());
    assertEquals(Optional.of(now), log.health().lastCheckpoint());
  }

  @Test
  void aVerificationIsShownWithWhatItFound() {
    seal("one");
    sequence();
    assertEquals(Optional.empty(), log.health().lastVerification());
    log.verify();
    assertEquals(Optional.of(now), log.health().lastVerification());
    assertEquals(0, log.health().faults());
    worm.corrupt("commit/000000000000", new byte[] {1});
    log.verify();
    assertTrue(log.health().faults() > 0);
  }

  @Test
  void aProofLeadsFromTheEntryToTheCheckpointUnderTheShownKey() {
    for (String event : List.of("one", "two", "three")) {
      seal(event);
      sequence();
    }
    LogView.Proof proof = log.prove(1).orElseThrow();
    byte[] leaf = new TreeHash().leaf("two".getBytes(StandardCharsets.UTF_8));
    SignedNote note = SignedNote.parse(proof.checkpoint().getBytes(StandardCharsets.UTF_8));
    assertTrue(
        Proofs.included(leaf, 1, proof.size(), proof.hashes(), keys.checkpoint(note).root()));
    assertEquals(32, log.health().publicKey().length);
  }

  private void seal(String event) {
    new AuditTrail(
            worm,
            clock,
            new Random(event.hashCode()),
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {})
        .append(List.of(new LogEntry(event, event.getBytes(StandardCharsets.UTF_8))));
  }

  private void sequence() {
    new Sequencer(
            new Sequencer.Stores(worm, published),
            signer,
            Cosigners.none(),
            clock,
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {})
        .run();
  }
}
