package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PublicationStore} does, sentence by sentence. */
public abstract class PublicationStoreContract {
  /** For adapters' suites. */
  protected PublicationStoreContract() {}

  /** An empty store. */
  protected abstract PublicationStore emptyStore() throws Exception;

  @Test
  final void whatIsNotThereIsEmpty() throws Exception {
    assertEquals(Optional.empty(), emptyStore().get("a/b"));
  }

  @Test
  final void whatWasStoredIsReadBack() throws Exception {
    PublicationStore store = emptyStore();
    store.replace("a/b", new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, store.get("a/b").orElseThrow());
  }

  @Test
  final void aReplacementIsReadBack() throws Exception {
    PublicationStore store = emptyStore();
    store.replace("a", new byte[100]);
    store.replace("a", new byte[] {2});
    assertArrayEquals(new byte[] {2}, store.get("a").orElseThrow());
  }

  @Test
  final void anEmptyObjectIsAnObject() throws Exception {
    PublicationStore store = emptyStore();
    store.replace("a", new byte[0]);
    assertArrayEquals(new byte[0], store.get("a").orElseThrow());
  }

  @Test
  final void aRemovedObjectIsGone() throws Exception {
    PublicationStore store = emptyStore();
    store.replace("a", new byte[] {1});
    store.remove("a");
    assertEquals(Optional.empty(), store.get("a"));
  }

  @Test
  final void removingNothingIsNotAnError() throws Exception {
    PublicationStore store = emptyStore();
    store.remove("a/b");
    assertEquals(Optional.empty(), store.get("a/b"));
  }

  @Test
  final void aKeyOutsideTheRuleIsInvalid() throws Exception {
    PublicationStore store = emptyStore();
    for (String key : List.of("", "/a", "a/", "a//b", "..", "a/./b", "a b")) {
      refuses(Code.INVALID, () -> store.replace(key, new byte[] {1}));
      refuses(Code.INVALID, () -> store.get(key));
      refuses(Code.INVALID, () -> store.remove(key));
    }
  }

  @Test
  final void readersSeeAReplacedObjectWhole() throws Exception {
    PublicationStore store = emptyStore();
    store.replace("a", filled(0));
    List<Boolean> whole =
        Racing.race(
            16,
            i -> {
              if (i % 2 == 0) {
                store.replace("a", filled(i));
                return true;
              }
              byte[] seen = store.get("a").orElseThrow();
              return Arrays.equals(seen, filled(seen[0]));
            });
    assertTrue(whole.stream().allMatch(one -> one));
  }

  private static byte[] filled(int value) {
    byte[] body = new byte[50_000];
    Arrays.fill(body, (byte) value);
    return body;
  }
}
