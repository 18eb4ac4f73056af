package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogEntry;
import dev.portcullis.audit.read.RecordTree;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What becomes of a record that no log entry can hold. */
final class WormQuarantineTest {
  private final InstantSource clock = InstantSource.fixed(SampleRecords.NOW);
  private final MemoryWormStore store = new MemoryWormStore(Provider.S3, clock);
  private final XorWrapping wrapping = new XorWrapping();
  private final WormQuarantine quarantine =
      new WormQuarantine(store, wrapping, new SecureRandom(), clock, AuditTrail.LEAST_RETENTION);
  private final byte[] record = "a record".repeat(10_000).getBytes(StandardCharsets.UTF_8);

  @Test
  void aRecordThatIsTooLongIsLoggedAsAnEnvelopeUnderItsOwnEventId() {
    EncodedRecord whole = encoder(Quarantine.none()).encode(SampleRecords.tooLong());
    EncodedRecord envelope = encoder(quarantine).encode(SampleRecords.tooLong());
    assertEquals(whole.eventId(), envelope.eventId());
    assertTrue(new LogEntry(envelope.eventId(), envelope.bytes()).bytes().length < 2_000);
    RecordTree tree = RecordTree.parse(envelope.bytes()).orElseThrow();
    assertEquals("compliance", tree.text("unmapped", "stage").orElseThrow());
    assertEquals("run-long", tree.text("metadata", "correlation_uid").orElseThrow());
    assertEquals("too_long", tree.text("unmapped", "unparsed", "reason").orElseThrow());
    byte[] original = quarantine.open(envelope.eventId(), kept(tree));
    assertEquals(original.length, tree.count("raw_data_size"));
    assertTrue(new String(original, StandardCharsets.UTF_8).contains("standard-63-"));
  }

  @Test
  void whatIsShorterIsLoggedAsItIs() {
    EncodedRecord one = encoder(quarantine).encode(SampleRecords.all().get(0));
    assertFalse(RecordTree.parse(one.bytes()).orElseThrow().has("unmapped", "unparsed"));
    assertTrue(store.list("", "", 10).isEmpty());
  }

  @Test
  void nothingOfTheRecordStandsInTheSealedObject() {
    Quarantine.Kept kept = quarantine.keep("e1", record).orElseThrow();
    String sealed = new String(store.get(kept.object()).orElseThrow(), StandardCharsets.ISO_8859_1);
    assertFalse(sealed.contains("record"));
    assertNotEquals(kept, quarantine.keep("e1", record).orElseThrow());
  }

  @Test
  void aSealedObjectOpensForItsOwnEventOnly() {
    Quarantine.Kept kept = quarantine.keep("e1", record).orElseThrow();
    assertArrayEquals(record, quarantine.open("e1", kept));
    assertEquals(Code.CORRUPT, refused("e2", kept));
  }

  @Test
  void anObjectThatIsNotWhatTheEnvelopeSaysIsRefused() {
    Quarantine.Kept one = quarantine.keep("e1", record).orElseThrow();
    Quarantine.Kept other = quarantine.keep("e1", record).orElseThrow();
    assertEquals(Code.CORRUPT, refused("e1", new Quarantine.Kept(one.object(), other.sha256())));
    assertEquals(Code.MISSING, refused("e1", new Quarantine.Kept("quarantine/x", one.sha256())));
  }

  @Test
  void withoutTheServicesKeyNobodyOpensIt() {
    Quarantine.Kept kept = quarantine.keep("e1", record).orElseThrow();
    wrapping.destroy();
    assertEquals(Code.MISSING, refused("e1", kept));
  }

  private Code refused(String event, Quarantine.Kept kept) {
    return assertThrows(PortException.class, () -> quarantine.open(event, kept)).code();
  }

  private RecordEncoder encoder(Quarantine where) {
    return SampleRecords.encoder(clock, where);
  }

  private static Quarantine.Kept kept(RecordTree tree) {
    return new Quarantine.Kept(
        tree.text("unmapped", "unparsed", "object").orElseThrow(),
        tree.text("unmapped", "unparsed", "sha256").orElseThrow());
  }
}
