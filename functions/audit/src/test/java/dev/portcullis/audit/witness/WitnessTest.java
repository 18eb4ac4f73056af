package dev.portcullis.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.log.Progress.Publication;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WitnessTest {
  private final LogHarness log = new LogHarness(Provider.AZURE_CONTAINER);
  private final MemoryRecordStore state = new MemoryRecordStore();
  private final Witness witness =
      new Witness(
          "witness.example/w1",
          MemorySigner.create(Signer.Algorithm.ED25519, "w1"),
          Map.of(LogHarness.ORIGIN, log.keys()),
          state,
          log.clock);

  @Test
  void aGrowingLogIsCosignedHeadByHead() {
    WitnessClient client = client(witness::add, 1);
    for (int i = 0; i < 5; i++) {
      log.seal(150, 50);
      log.pass(Duration.ofSeconds(2));
      assertEquals(Publication.PROVEN, log.sequencer(client).run().publication());
      assertEquals(1, new KeyRing(LogHarness.ORIGIN, List.of(witness.key())).signed(published()));
    }
  }

  @Test
  void aClientThatForgotTheSizeIsToldAndProvesFromThere() {
    grow(client(witness::add, 1));
    assertEquals(Publication.PROVEN, grow(client(witness::add, 1)));
  }

  @Test
  void withoutItsQuorumAHeadIsSignedAndNotProvenUntilTheWitnessIsBack() {
    boolean[] down = {true};
    WitnessClient client =
        client(
            body -> {
              if (down[0]) {
                throw new PortException(Code.UNAVAILABLE, "down");
              }
              return witness.add(body);
            },
            1);
    assertEquals(Publication.SIGNED, grow(client));
    log.pass(Duration.ofSeconds(2));
    down[0] = false;
    assertEquals(Publication.PROVEN, log.sequencer(client).run().publication());
  }

  @Test
  void aForkOfTheSameSizeIsRefusedAndKeptAsEvidence() {
    grow(client(witness::add, 1));
    assertEquals(409, witness.add(forged(300, 300)).status());
    assertEquals(1, state.list("witness/evidence/", "", 10).size());
  }

  @Test
  void everyForgedContinuationIsRefusedAndKeptAsEvidence() {
    grow(client(witness::add, 1));
    for (int size = 301; size < 340; size++) {
      assertEquals(422, witness.add(forged(300, size)).status());
    }
    assertEquals(39, state.list("witness/evidence/", "", 100).size());
  }

  @Test
  void aStaleSizeIsAnsweredWithTheSizeThatIsKnown() {
    grow(client(witness::add, 1));
    Witness.Answer answer = witness.add(forged(7, 400));
    assertEquals(409, answer.status());
    assertEquals("text/x.tlog.size", answer.contentType());
    assertEquals("300\n", answer.body());
  }

  @Test
  void anOldSizeBeyondTheNewOneIsABadRequest() {
    assertEquals(400, witness.add(forged(9, 8)).status());
  }

  @Test
  void anUnknownLogIsNotFoundAndAnUnknownKeyIsForbidden() {
    SignedNote note = log.signer.sign(new Checkpoint("else", 1, new byte[32]).text());
    assertEquals(404, witness.add(new AddCheckpoint(0, List.of(), note).render()).status());
    LogHarness other = new LogHarness(Provider.S3);
    SignedNote foreign = other.signer.sign(head(1).text());
    assertEquals(403, witness.add(new AddCheckpoint(0, List.of(), foreign).render()).status());
  }

  @Test
  void randomBodiesAreBadRequestsAndNothingElse() {
    long seed = 17;
    Random random = new Random(seed);
    byte[] good = forged(0, 5);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      bad[random.nextInt(bad.length)] = '\n';
      int status = witness.add(bad).status();
      assertTrue(status >= 200 && status < 500, "seed " + seed);
    }
    assertEquals(400, witness.add("old".getBytes(StandardCharsets.UTF_8)).status());
  }

  private Publication grow(WitnessClient client) {
    log.seal(300, 100);
    log.pass(Duration.ofSeconds(2));
    return log.sequencer(client).run().publication();
  }

  /** A head with another root, signed by the log's own key. */
  private byte[] forged(long old, long size) {
    return new AddCheckpoint(old, List.of(), log.signer.sign(head(size).text())).render();
  }

  private static Checkpoint head(long size) {
    byte[] root = new byte[32];
    root[0] = (byte) size;
    return new Checkpoint(LogHarness.ORIGIN, size, root);
  }

  private SignedNote published() {
    return SignedNote.parse(log.published.get("checkpoint").orElseThrow());
  }

  private WitnessClient client(WitnessClient.Transport transport, int quorum) {
    return new WitnessClient(
        List.of(new WitnessClient.Known(witness.key(), transport)),
        quorum,
        LogView.of(log.worm, log.published));
  }
}
