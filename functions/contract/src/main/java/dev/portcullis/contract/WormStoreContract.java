package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WormStore} does, sentence by sentence; listing is {@link WormListContract}. */
public abstract class WormStoreContract {
  private WormStore store = new Unset();
  private Instant later = Instant.MAX;

  /** For adapters' suites. */
  protected WormStoreContract() {}

  /** An empty store. */
  protected abstract WormStore emptyStore() throws Exception;

  /** The time by the store's own clock. */
  protected abstract Instant now();

  @BeforeEach
  final void open() throws Exception {
    store = emptyStore();
    later = now().plus(Duration.ofHours(1));
  }

  @Test
  final void aNewKeyIsCreated() {
    assertInstanceOf(WormStore.Created.class, store.create("a/b", bytes("one"), later));
  }

  @Test
  final void whatWasCreatedIsReadBack() {
    store.create("a/b", bytes("one"), later);
    assertArrayEquals(bytes("one"), store.get("a/b").orElseThrow());
  }

  @Test
  final void aTakenKeyIsAnAnswerAndNotAnException() {
    store.create("a", bytes("one"), later);
    assertInstanceOf(WormStore.Exists.class, store.create("a", bytes("two"), later));
  }

  @Test
  final void aTakenKeyKeepsItsBytes() {
    store.create("a", bytes("one"), later);
    store.create("a", bytes("two"), later);
    assertArrayEquals(bytes("one"), store.get("a").orElseThrow());
  }

  @Test
  final void aTakenKeyKeepsItsRetention() {
    store.create("a", bytes("one"), later);
    store.create("a", bytes("one"), later.plusSeconds(60));
    assertEquals(Optional.of(later), store.versions("a").get(0).entry().retainUntil());
  }

  @Test
  final void equalBytesUnderATakenKeyAreStillTaken() {
    store.create("a", bytes("one"), later);
    assertInstanceOf(WormStore.Exists.class, store.create("a", bytes("one"), later));
  }

  @Test
  final void aKeyThatWasNeverCreatedIsEmpty() {
    assertEquals(Optional.empty(), store.get("nothing/here"));
  }

  @Test
  final void aKeyThatWasNeverCreatedHasNoVersions() {
    assertEquals(List.of(), store.versions("nothing/here"));
  }

  @Test
  final void anEmptyBodyIsAnObject() {
    store.create("empty", new byte[0], later);
    assertArrayEquals(new byte[0], store.get("empty").orElseThrow());
  }

  @Test
  final void everyByteComesBack() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    store.create("all", all, later);
    assertArrayEquals(all, store.get("all").orElseThrow());
  }

  @Test
  final void theGivenArrayIsNotKept() {
    byte[] body = bytes("one");
    store.create("a", body, later);
    body[0] = 'X';
    assertArrayEquals(bytes("one"), store.get("a").orElseThrow());
  }

  @Test
  final void theReturnedArrayIsTheCallersOwn() {
    store.create("a", bytes("one"), later);
    store.get("a").orElseThrow()[0] = 'X';
    assertArrayEquals(bytes("one"), store.get("a").orElseThrow());
  }

  @Test
  final void aBodyOfAMegabyteIsStored() {
    byte[] body = new byte[1 << 20];
    body[body.length - 1] = 7;
    store.create("large", body, later);
    assertArrayEquals(body, store.get("large").orElseThrow());
  }

  @Test
  final void aBodyOverSixtyFourMebibytesIsInvalid() {
    refuses(Code.INVALID, () -> store.create("large", new byte[(64 << 20) + 1], later));
  }

  @Test
  final void aRetentionInThePastIsInvalid() {
    refuses(Code.INVALID, () -> store.create("a", bytes("one"), now().minusSeconds(1)));
  }

  @Test
  final void aRetentionOfNowIsInvalid() {
    refuses(Code.INVALID, () -> store.create("a", bytes("one"), now()));
  }

  @Test
  final void aRefusedCreateLeavesNothing() {
    refuses(Code.INVALID, () -> store.create("a", bytes("one"), now().minusSeconds(1)));
    assertEquals(Optional.empty(), store.get("a"));
  }

  @Test
  final void theEntrySaysTheKeyTheSizeAndTheRetention() {
    var created =
        assertInstanceOf(WormStore.Created.class, store.create("a/b", bytes("four"), later));
    assertEquals("a/b", created.entry().key());
    assertEquals(4, created.entry().size());
    assertEquals(Optional.of(later), created.entry().retainUntil());
  }

  @Test
  final void aKeyHasOneVersionThatHidesNothing() {
    store.create("a", bytes("one"), later);
    store.create("a", bytes("two"), later);
    assertEquals(1, store.versions("a").size());
    assertFalse(store.versions("a").get(0).deleteMarker());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a b", "a\\b", "é", "a\0"})
  final void aKeyOutsideTheRuleIsInvalid(String key) {
    refuses(Code.INVALID, () -> store.create(key, bytes("one"), later));
    refuses(Code.INVALID, () -> store.get(key));
    refuses(Code.INVALID, () -> store.versions(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-Z_0.9", ".hidden", "...", "a/.b/c..d", "-", "_/-"})
  final void aKeyWithinTheRuleIsStoredAndListed(String key) {
    store.create(key, bytes("one"), later);
    assertEquals(List.of(key), store.list("", "", 10).stream().map(e -> e.key()).toList());
  }

  @Test
  final void aKeyOfFiveHundredAndTwelveCharactersIsStored() {
    String key = ("a".repeat(127) + "/").repeat(4).substring(0, 511) + "b";
    store.create(key, bytes("one"), later);
    assertTrue(store.get(key).isPresent());
  }

  @Test
  final void aKeyOfFiveHundredAndThirteenCharactersIsInvalid() {
    String key = ("a".repeat(127) + "/").repeat(4) + "b";
    refuses(Code.INVALID, () -> store.create(key, bytes("one"), later));
  }

  @Test
  final void keysDifferByTheCaseOfTheirLetters() {
    store.create("Key", bytes("one"), later);
    assertInstanceOf(WormStore.Created.class, store.create("key", bytes("two"), later));
  }

  @Test
  final void ofRacingCreatesExactlyOneWins() throws Exception {
    for (int round = 0; round < 8; round++) {
      String key = "race/" + round;
      var outcomes = Racing.race(64, i -> store.create(key, bytes("runner " + i), later));
      assertEquals(1, outcomes.stream().filter(o -> o instanceof WormStore.Created).count());
      int winner = -1;
      for (int i = 0; i < outcomes.size(); i++) {
        winner = outcomes.get(i) instanceof WormStore.Created ? i : winner;
      }
      assertArrayEquals(bytes("runner " + winner), store.get(key).orElseThrow());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
