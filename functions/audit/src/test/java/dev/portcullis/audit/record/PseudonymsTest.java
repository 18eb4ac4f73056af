package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore.Versioned;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PseudonymsTest {
  private final MemoryRecordStore store = new MemoryRecordStore();
  private final XorWrapping wrapping = new XorWrapping();
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void aUserHasOnePseudonymInEveryProcess() {
    assertEquals(process(1).subject("alice").pseudonym(), process(2).subject("alice").pseudonym());
  }

  @Test
  void twoUsersHaveDifferentPseudonymsAndKeys() {
    Pseudonym alice = process(1).subject("alice").pseudonym();
    Pseudonym bob = process(1).subject("bob").pseudonym();
    assertNotEquals(alice.value(), bob.value());
  }

  @Test
  void theLoserOfARaceTakesTheWinnersKey() {
    store.beforeWrite = () -> process(7).subject("alice");
    Pseudonym loser = process(1).subject("alice").pseudonym();
    assertEquals(process(2).subject("alice").pseudonym(), loser);
    assertEquals(1, store.list("subjects/", "", 10).size());
  }

  @Test
  void findCreatesNothing() {
    assertTrue(process(1).find("alice").isEmpty());
    assertTrue(store.list("", "", 10).isEmpty());
  }

  @Test
  void findGivesThePseudonymOfAUserWhoHasOne() {
    Pseudonym alice = process(1).subject("alice").pseudonym();
    assertEquals(Optional.of(alice), process(2).find("alice"));
  }

  @Test
  void anErasedUserIsFoundNoMore() {
    Pseudonyms pseudonyms = process(1);
    Pseudonym alice = pseudonyms.subject("alice").pseudonym();
    assertEquals(Optional.of(alice.keyId()), pseudonyms.erase("alice"));
    assertTrue(pseudonyms.find("alice").isEmpty());
    assertTrue(store.list("", "", 10).isEmpty());
  }

  @Test
  void anErasedUserWhoComesBackIsANewSubject() {
    Pseudonyms pseudonyms = process(1);
    Pseudonym before = pseudonyms.subject("alice").pseudonym();
    pseudonyms.erase("alice");
    Pseudonym after = pseudonyms.subject("alice").pseudonym();
    assertNotEquals(before.value(), after.value());
    assertNotEquals(before.keyId(), after.keyId());
  }

  @Test
  void erasingAUserWhoHasNoKeyIsNotAnError() {
    assertTrue(process(1).erase("alice").isEmpty());
  }

  @Test
  void aSubjectIsErasedEvenIfItsKeyCannotBeOpened() {
    process(1).subject("alice");
    wrapping.destroy();
    assertTrue(process(2).erase("alice").isPresent());
    assertTrue(store.list("", "", 10).isEmpty());
  }

  @Test
  void anotherProcessForgetsAnErasedSubjectWhenItsCacheEnds() {
    Pseudonyms other = process(2);
    Pseudonym before = other.subject("alice").pseudonym();
    process(1).erase("alice");
    assertEquals(before, other.subject("alice").pseudonym());
    now = now.plus(Duration.ofMinutes(6));
    assertNotEquals(before, other.subject("alice").pseudonym());
  }

  @Test
  void twoSubjectsRecordsCannotBeExchanged() {
    process(1).subject("alice");
    Versioned alice = store.list("subjects/", "", 10).get(0);
    store.remove(alice.key(), alice.version());
    process(1).subject("bob");
    Versioned bob = store.list("subjects/", "", 10).get(0);
    store.write(bob.key(), alice.body(), bob.version());
    PortException refused = assertThrows(PortException.class, () -> process(2).subject("bob"));
    assertEquals(PortException.Code.CORRUPT, refused.code());
  }

  @Test
  void theStoreShowsNeitherUsersNorKeys() {
    process(1).subject("alice.canary");
    for (Versioned record : store.list("", "", 10)) {
      String all = record.key() + new String(record.body(), StandardCharsets.ISO_8859_1);
      assertFalse(all.contains("alice"), all);
      assertTrue(all.contains("wrap-1"), all);
    }
  }

  @Test
  void aBrokenStoreMakesNoPseudonymUp() {
    store.beforeWrite =
        () -> {
          throw new PortException(PortException.Code.UNAVAILABLE, "store");
        };
    assertThrows(PortException.class, () -> process(1).subject("alice"));
  }

  @Test
  void noMoreSubjectsAreCachedThanAllowed() {
    Pseudonyms pseudonyms = process(1);
    Pseudonym first = pseudonyms.subject("user-0").pseudonym();
    for (int i = 1; i <= 3; i++) {
      pseudonyms.subject("user-" + i);
    }
    process(2).erase("user-0");
    assertNotEquals(first, pseudonyms.subject("user-0").pseudonym());
  }

  @Test
  void contentDigestsOfTwoSubjectsDoNotShowThatTheySaidTheSame() {
    Pseudonyms pseudonyms = process(1);
    assertNotEquals(
        pseudonyms.subject("alice").digests().of("request", "hello").value(),
        pseudonyms.subject("bob").digests().of("request", "hello").value());
  }

  private Pseudonyms process(long seed) {
    return new Pseudonyms(
        store,
        wrapping,
        new Digests("dir-1", SecretBytes.of("directory key", new byte[32])),
        new Random(seed),
        () -> now,
        Duration.ofMinutes(5),
        3);
  }
}
