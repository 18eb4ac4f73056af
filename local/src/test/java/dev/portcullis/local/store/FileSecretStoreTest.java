package dev.portcullis.local.store;

import dev.portcullis.contract.SecretStoreContract;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract. */
final class FileSecretStoreTest extends SecretStoreContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected SecretStore emptyStore() {
    return new FileSecretStore(folder);
  }

  @Override
  protected void put(String name, String version, String value) {
    new FileSecretStore(folder).put(name, version, SecretText.of(name, value));
  }
}
