package dev.portcullis.local.audit;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.local.store.FilePublicationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof made by one party and checked by another, who has two files and a public key. */
final class ProveCommandTest {
  @TempDir private Path folder;
  private FileLog log;
  private Path proof;
  private Path record;

  @BeforeEach
  void aLog() throws IOException {
    log = new FileLog(folder.resolve("data"));
    log.grow(300, 100);
    proof = folder.resolve("one.tlog-proof");
    record = folder.resolve("one.json");
  }

  @Test
  void aThirdPartyChecksWhatIsProven() throws IOException {
    assertEquals(0, prove("event-299").code());
    assertEquals("{\"metadata\":{\"uid\":\"event-299\"}}", Files.readString(record));
    Ran checked = check();
    assertEquals(0, checked.code());
    assertTrue(checked.out().startsWith("entry 299 of the 300 in " + FileLog.ORIGIN));
  }

  @Test
  void anotherRecordIsNotProven() throws IOException {
    prove("event-7");
    Files.writeString(record, "{}");
    assertEquals(1, check().code());
  }

  @Test
  void anyOneFlippedBitInTheProofIsRefused() throws IOException {
    prove("event-7");
    byte[] good = Files.readAllBytes(proof);
    long seed = 12;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int bit = random.nextInt(good.length * 8);
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(proof, bad);
      assertEquals(1, check().code(), "bit " + bit + " seed " + seed);
    }
  }

  @Test
  void theIndexFindsAnEventAndAWrongOneHidesNone() throws IOException {
    log.grow(16_400, 4_000);
    RecordIndex index =
        new RecordIndex(new FilePublicationStore(log.data.resolve("public"), false));
    index.rebuild(Desks.source(OpenLog.directory(log.data).view(), log.keys()));
    // Without its intake objects only the index can lead to an entry.
    Path intake = log.data.resolve("worm/intake");
    Path away = log.data.resolve("away");
    Files.move(intake, away);
    assertEquals(0, prove("event-9999").code());
    assertEquals(0, check().code());
    Files.move(away, intake);
    // An index of another log knows none of these events: the log itself is read then.
    FileLog other = new FileLog(folder.resolve("other"));
    other.skip(100_000);
    other.grow(16_400, 4_000);
    RecordIndex wrong =
        new RecordIndex(new FilePublicationStore(other.data.resolve("public"), false));
    wrong.rebuild(Desks.source(OpenLog.directory(other.data).view(), other.keys()));
    Path object = Path.of("public/index/000000000000");
    Files.copy(other.data.resolve(object), log.data.resolve(object), REPLACE_EXISTING);
    Files.delete(proof);
    Files.delete(record);
    assertEquals(0, prove("event-9998").code());
    assertEquals(0, check().code());
  }

  @Test
  void anEventThatIsNotThereIsANegativeAnswer() {
    assertEquals(1, prove("event-300").code());
  }

  @Test
  void anExistingFileIsNotOverwritten() {
    assertEquals(0, prove("event-7").code());
    assertEquals(2, prove("event-8").code());
    assertEquals(0, check().code());
  }

  @Test
  void theKeyBeforeARotationAndTheOneAfterItBothVerify() throws IOException {
    prove("event-7");
    FileLog other = new FileLog(folder.resolve("other"));
    Path both = folder.resolve("both.vkey");
    FileLog.vkeys(both, List.of(other.signer.keys().get(0), log.signer.keys().get(0)));
    assertEquals(0, check("--key", both.toString()).code());
    assertEquals(1, check("--key", other.data.resolve("log.vkey").toString()).code());
    assertEquals(2, check("--key", record.toString()).code());
  }

  @Test
  void aQuorumOfWitnessesThatDidNotSignIsANegativeAnswer() throws IOException {
    prove("event-7");
    Path witness = FileLog.vkeys(folder.resolve("w.vkey"), log.signer.keys());
    assertEquals(0, check("--witness", witness.toString()).code());
    assertEquals(1, check("--witness", witness.toString(), "--quorum", "2").code());
  }

  private Ran prove(String event) {
    return Ran.audit(log.data, "prove", event, "-o", folder.resolve("one").toString());
  }

  private Ran check(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "check-proof";
    arguments[1] = proof.toString();
    arguments[2] = record.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Ran.audit(log.data, arguments);
  }
}
