package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RecordStore} does, sentence by sentence. */
public abstract class RecordStoreContract {
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  /** For adapters' suites. */
  protected RecordStoreContract() {}

  /** An empty store. */
  protected abstract RecordStore emptyStore() throws Exception;

  @Test
  final void aRecordThatIsNotThereIsEmpty() throws Exception {
    assertEquals(Optional.empty(), emptyStore().read("a"));
  }

  @Test
  final void aCreatedRecordIsReadWithItsVersion() throws Exception {
    RecordStore store = emptyStore();
    String version = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    RecordStore.Versioned read = store.read("a").orElseThrow();
    assertEquals("a", read.key());
    assertEquals(version, read.version());
    assertArrayEquals(ONE, read.body());
    assertNotEquals(RecordStore.ABSENT, version);
  }

  @Test
  final void creatingWhatExistsChangesNothing() throws Exception {
    RecordStore store = emptyStore();
    store.write("a", ONE, RecordStore.ABSENT);
    assertEquals(Optional.empty(), store.write("a", TWO, RecordStore.ABSENT));
    assertArrayEquals(ONE, store.read("a").orElseThrow().body());
  }

  @Test
  final void aWriteOnThePresentVersionReplaces() throws Exception {
    RecordStore store = emptyStore();
    String first = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    String second = store.write("a", TWO, first).orElseThrow();
    assertNotEquals(first, second);
    assertArrayEquals(TWO, store.read("a").orElseThrow().body());
  }

  @Test
  final void aWriteOnAnOlderVersionChangesNothing() throws Exception {
    RecordStore store = emptyStore();
    String first = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    store.write("a", TWO, first);
    assertEquals(Optional.empty(), store.write("a", ONE, first));
    assertArrayEquals(TWO, store.read("a").orElseThrow().body());
  }

  @Test
  final void equalBytesGiveANewVersion() throws Exception {
    RecordStore store = emptyStore();
    String first = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    assertNotEquals(first, store.write("a", ONE, first).orElseThrow());
  }

  @Test
  final void aRecordMadeAgainNeverHasAnOldVersion() throws Exception {
    RecordStore store = emptyStore();
    String first = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    assertTrue(store.remove("a", first));
    assertNotEquals(first, store.write("a", ONE, RecordStore.ABSENT).orElseThrow());
  }

  @Test
  final void aWriteOnAVersionOfNothingChangesNothing() throws Exception {
    RecordStore store = emptyStore();
    assertEquals(Optional.empty(), store.write("a", ONE, "7"));
    assertEquals(Optional.empty(), store.read("a"));
  }

  @Test
  final void removingThePresentVersionRemoves() throws Exception {
    RecordStore store = emptyStore();
    String version = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    assertTrue(store.remove("a", version));
    assertEquals(Optional.empty(), store.read("a"));
  }

  @Test
  final void removingAnotherVersionRemovesNothing() throws Exception {
    RecordStore store = emptyStore();
    String first = store.write("a", ONE, RecordStore.ABSENT).orElseThrow();
    store.write("a", TWO, first);
    assertFalse(store.remove("a", first));
    assertTrue(store.read("a").isPresent());
  }

  @Test
  final void removingNothingIsFalse() throws Exception {
    RecordStore store = emptyStore();
    assertFalse(store.remove("a", RecordStore.ABSENT));
    assertFalse(store.remove("a", "7"));
  }

  @Test
  final void anEmptyRecordIsARecord() throws Exception {
    RecordStore store = emptyStore();
    store.write("a", new byte[0], RecordStore.ABSENT);
    assertArrayEquals(new byte[0], store.read("a").orElseThrow().body());
  }

  @Test
  final void sixtyFourKibibytesAreStoredAndOneMoreIsInvalid() throws Exception {
    RecordStore store = emptyStore();
    assertTrue(store.write("a", new byte[64 << 10], RecordStore.ABSENT).isPresent());
    refuses(Code.INVALID, () -> store.write("b", new byte[(64 << 10) + 1], RecordStore.ABSENT));
  }

  @Test
  final void aKeyOutsideTheRuleIsInvalid() throws Exception {
    RecordStore store = emptyStore();
    for (String key : List.of("", "/a", "a/", "a//b", "..", "a b")) {
      refuses(Code.INVALID, () -> store.read(key));
      refuses(Code.INVALID, () -> store.write(key, ONE, RecordStore.ABSENT));
      refuses(Code.INVALID, () -> store.remove(key, "1"));
    }
  }

  @Test
  final void listingIsInKeyOrderBehindTheGivenKeyWithinTheLimit() throws Exception {
    RecordStore store = emptyStore();
    for (String key : List.of("k/3", "k/1", "k/2", "j/1", ".k/1")) {
      store.write(key, ONE, RecordStore.ABSENT);
    }
    assertEquals(List.of("k/1", "k/2", "k/3"), keys(store, "k/", "", 10));
    assertEquals(List.of("k/2"), keys(store, "k/", "k/1", 1));
    assertEquals(List.of(".k/1", "j/1", "k/1", "k/2", "k/3"), keys(store, "", "", 10));
  }

  @Test
  final void ofRacingWritesOnOneVersionExactlyOneWins() throws Exception {
    RecordStore store = emptyStore();
    String expected = RecordStore.ABSENT;
    for (int round = 0; round < 8; round++) {
      String present = expected;
      List<Optional<String>> won =
          Racing.race(32, i -> store.write("a", new byte[] {(byte) i}, present)).stream()
              .filter(Optional::isPresent)
              .toList();
      assertEquals(1, won.size());
      expected = won.get(0).orElseThrow();
    }
  }

  private static List<String> keys(RecordStore store, String prefix, String after, int limit) {
    return store.list(prefix, after, limit).stream().map(RecordStore.Versioned::key).toList();
  }
}
