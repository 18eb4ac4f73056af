package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.record.KeyEvent.Change;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ErasureTest {
  private final MemoryRecordStore store = new MemoryRecordStore();
  private final Pseudonyms pseudonyms =
      new Pseudonyms(
          store,
          new XorWrapping(),
          new Digests("dir-1", SecretBytes.of("directory key", new byte[32])),
          new Random(5),
          () -> SampleRecords.NOW,
          Duration.ofMinutes(5),
          10);
  private final List<AuditRecord> log = new ArrayList<>();

  @Test
  void theLogSaysThatTheKeyEndsBeforeAndAfterItDoes() {
    String keyId = pseudonyms.subject("alice").pseudonym().keyId();
    assertEquals(new Erasure.Erased(keyId), erasure().erase("alice"));
    assertEquals(List.of(Change.DISABLED, Change.DESTROYED), changes());
    assertTrue(pseudonyms.find("alice").isEmpty());
  }

  @Test
  void whoIsNotKnownLeavesNoRecord() {
    assertEquals(new Erasure.NotKnown(), erasure().erase("alice"));
    assertTrue(log.isEmpty());
  }

  @Test
  void erasingAgainIsHarmless() {
    pseudonyms.subject("alice");
    erasure().erase("alice");
    assertEquals(new Erasure.NotKnown(), erasure().erase("alice"));
  }

  @Test
  void nothingIsErasedIfTheLogCannotSayIt() {
    pseudonyms.subject("alice");
    Erasure mute =
        new Erasure(
            pseudonyms,
            record -> {
              throw new PortException(PortException.Code.UNAVAILABLE, "log");
            },
            () -> SampleRecords.NOW);
    assertThrows(PortException.class, () -> mute.erase("alice"));
    assertTrue(pseudonyms.find("alice").isPresent());
  }

  @Test
  void noOtherSubjectIsTouched() {
    Pseudonym bob = pseudonyms.subject("bob").pseudonym();
    pseudonyms.subject("alice");
    erasure().erase("alice");
    assertEquals(bob, pseudonyms.find("bob").orElseThrow());
  }

  private Erasure erasure() {
    return new Erasure(pseudonyms, log::add, () -> SampleRecords.NOW);
  }

  private List<Change> changes() {
    return log.stream().map(record -> ((KeyEvent) record).change()).toList();
  }
}
