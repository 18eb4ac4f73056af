package dev.portcullis.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.log.Progress.Publication;
import dev.portcullis.audit.log.Sequencer;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.GrowingTree;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TileTree;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WitnessTest {
  private final LogHarness log = new LogHarness(Provider.AZURE_CONTAINER);
  private final MemoryRecordStore state = new MemoryRecordStore();
  private final Signer signer = MemorySigner.create(Signer.Algorithm.ED25519, "w1");
  private final Witness witness = witness(state);

  private Witness witness(RecordStore store) {
    return new Witness(
        "witness.example/w1", signer, Map.of(LogHarness.ORIGIN, log.keys()), store, log.clock);
  }

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
  void aLogHearsThatItsWitnessHasSeenAnotherHistory() {
    List<String> forks = new ArrayList<>();
    WitnessClient client =
        new WitnessClient(
            List.of(new WitnessClient.Known(witness.key(), witness::add)),
            signed -> !signed.isEmpty(),
            LogView.of(log.worm, log.published),
            (what, name) -> forks.add(name));
    assertEquals(Publication.PROVEN, grow(client));
    assertEquals(List.of(), forks);
    // The same key begins again elsewhere, as a copy of the log that went its own way would.
    LogHarness copy = new LogHarness(Provider.S3);
    new AuditTrail(
            copy.worm, copy.clock, new Random(9), AuditTrail.LEAST_RETENTION, (what, object) -> {})
        .append(List.of(new LogEntry("other", new byte[] {1})));
    copy.seal(600, 10);
    copy.pass(Duration.ofSeconds(2));
    new Sequencer(
            new Sequencer.Stores(copy.worm, copy.published),
            log.signer,
            new WitnessClient(
                List.of(new WitnessClient.Known(witness.key(), witness::add)),
                signed -> !signed.isEmpty(),
                LogView.of(copy.worm, copy.published),
                (what, name) -> forks.add(name)),
            copy.clock,
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {})
        .run();
    assertEquals(List.of("witness.example/w1"), forks);
    assertEquals(1, state.list("witness/evidence/", "", 10).size());
  }

  @Test
  void twoRequestsForOneHeadAtOnceAreBothCosigned() {
    grow(client(witness::add, 1));
    byte[] body = new AddCheckpoint(300, List.of(), published()).render();
    Witness racer = witness(new Overtaken(state, () -> witness.add(body)));
    assertEquals(200, racer.add(body).status());
    assertEquals(0, evidence().size());
  }

  @Test
  void ofTwoRequestsThatGrowTheHeadTheSecondIsToldTheNewSizeAndIsCosignedFromThere() {
    grow(
        client(
            body -> {
              throw new PortException(Code.UNAVAILABLE, "down");
            },
            0));
    byte[] first = new AddCheckpoint(0, List.of(), published()).render();
    Witness racer = witness(new Overtaken(state, () -> witness.add(first)));
    Witness.Answer late = racer.add(first);
    assertEquals(409, late.status());
    assertEquals("300\n", late.body());
    byte[] again = new AddCheckpoint(300, List.of(), published()).render();
    assertEquals(200, racer.add(again).status());
    assertEquals(0, evidence().size());
  }

  /** A store in which something else happens right after each read. */
  private record Overtaken(RecordStore store, Runnable meanwhile) implements RecordStore {
    @Override
    public Optional<Versioned> read(String key) {
      Optional<Versioned> read = store.read(key);
      meanwhile.run();
      return read;
    }

    @Override
    public Optional<String> write(String key, byte[] body, String expected) {
      return store.write(key, body, expected);
    }

    @Override
    public boolean remove(String key, String expected) {
      return store.remove(key, expected);
    }

    @Override
    public List<Versioned> list(String prefix, String after, int limit) {
      return store.list(prefix, after, limit);
    }
  }

  @Test
  void aWitnessThatRefusesOnceBecauseAnotherInstanceAskedIsNoFork() {
    List<String> forks = new ArrayList<>();
    grow(client(witness::add, 1));
    int[] conflicts = {1};
    WitnessClient client =
        new WitnessClient(
            List.of(
                new WitnessClient.Known(
                    witness.key(),
                    body ->
                        AddCheckpoint.parse(body).oldSize() == 300 && conflicts[0]-- > 0
                            ? new Witness.Answer(409, "text/x.tlog.size", "300\n")
                            : witness.add(body))),
            signed -> !signed.isEmpty(),
            LogView.of(log.worm, log.published),
            (what, name) -> forks.add(name));
    assertTrue(client.cosign(published()).quorum());
    assertEquals(List.of(), forks);
    conflicts[0] = 2;
    assertTrue(!client.cosign(published()).quorum());
    assertEquals(List.of("witness.example/w1"), forks);
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
  void noForkOfALogIsEverCosignedWhereverItBeginsAndHoweverWellItIsProven() {
    long seed = 20261126;
    Random random = new Random(seed);
    TreeHash hasher = new TreeHash();
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      leaves.add(hasher.leaf(new byte[] {(byte) (i >> 8), (byte) i}));
    }
    int size = 300;
    assertEquals(200, add(leaves, 0, size).status());
    for (int round = 0; round < 1_000; round++) {
      List<byte[]> fork = new ArrayList<>(leaves);
      fork.set(
          random.nextInt(size), hasher.leaf(new byte[] {7, (byte) round, (byte) (round >> 8)}));
      int to = size + random.nextInt(101);
      String what = "round " + round + " to " + to + " seed " + seed;
      assertEquals(to == size ? 409 : 422, add(fork, size, to).status(), what);
    }
    assertEquals(1_000, evidence().size());
    assertEquals(200, add(leaves, size, 400).status());
    assertEquals(1_000, evidence().size());
  }

  @Test
  void oneRefusedHeadIsKeptOnceHoweverOftenItIsSent() {
    grow(client(witness::add, 1));
    for (int i = 0; i < 20; i++) {
      SignedNote note = log.signer.sign(head(301).text());
      byte[] hash = new byte[32];
      hash[0] = (byte) i;
      byte[] body = new AddCheckpoint(300, List.of(hash), note).render();
      assertEquals(422, witness.add(body).status());
    }
    assertEquals(1, evidence().size());
  }

  /** Offers the head of a tree with the right proof for that tree. */
  private Witness.Answer add(List<byte[]> leaves, int old, int size) {
    TreeHash hasher = new TreeHash();
    Map<Tile, byte[]> tiles = new HashMap<>();
    GrowingTree tree = GrowingTree.empty(hasher, tiles::put);
    leaves.subList(0, size).forEach(leaf -> tree.append(leaf, 0));
    List<byte[]> partial = tree.partial();
    TileTree read =
        new TileTree(
            size, tile -> tile.width() == Tile.FULL ? tiles.get(tile) : partial.get(tile.level()));
    String text = new Checkpoint(LogHarness.ORIGIN, size, tree.root()).text();
    return witness.add(
        new AddCheckpoint(old, read.consistency(old), log.signer.sign(text)).render());
  }

  private List<String> evidence() {
    List<String> keys = new ArrayList<>();
    for (String after = ""; ; after = keys.get(keys.size() - 1)) {
      List<String> page =
          state.list("witness/evidence/", after, 1_000).stream().map(r -> r.key()).toList();
      keys.addAll(page);
      if (page.size() < 1_000) {
        return keys;
      }
    }
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
