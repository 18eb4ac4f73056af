package dev.portcullis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} does, sentence by sentence. */
public abstract class SecretStoreContract {
  /** For adapters' suites. */
  protected SecretStoreContract() {}

  /** A store with no secret in it. */
  protected abstract SecretStore emptyStore() throws Exception;

  /** Adds a version to a secret of that store by the provider's own means, and makes it primary. */
  protected abstract void put(String name, String version, String value) throws Exception;

  @Test
  final void aSecretThatDoesNotExistIsEmpty() throws Exception {
    SecretStore store = emptyStore();
    assertEquals(Optional.empty(), store.read("none"));
    assertEquals(Optional.empty(), store.fresh("none"));
    assertEquals(Optional.empty(), store.read("none", "1"));
  }

  @Test
  final void thePrimaryVersionIsRead() throws Exception {
    SecretStore store = emptyStore();
    put("pepper", "1", "value one");
    SecretStore.Secret secret = store.read("pepper").orElseThrow();
    assertEquals("pepper", secret.name());
    assertEquals("1", secret.version());
    assertEquals(SecretText.of("pepper", "value one"), secret.value());
  }

  @Test
  final void freshSeesANewPrimaryAtOnce() throws Exception {
    SecretStore store = emptyStore();
    put("pepper", "1", "value one");
    store.read("pepper");
    put("pepper", "2", "value two");
    assertEquals("2", store.fresh("pepper").orElseThrow().version());
    assertEquals("2", store.read("pepper").orElseThrow().version());
  }

  @Test
  final void anOlderVersionIsStillReadByItsName() throws Exception {
    SecretStore store = emptyStore();
    put("pepper", "1", "value one");
    put("pepper", "2", "value two");
    assertEquals(
        SecretText.of("pepper", "value one"), store.read("pepper", "1").orElseThrow().value());
  }

  @Test
  final void aVersionThatDoesNotExistIsEmpty() throws Exception {
    SecretStore store = emptyStore();
    put("pepper", "1", "value one");
    assertEquals(Optional.empty(), store.read("pepper", "9"));
  }
}
