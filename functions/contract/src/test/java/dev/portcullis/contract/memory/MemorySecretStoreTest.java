package dev.portcullis.contract.memory;

import dev.portcullis.contract.SecretStoreContract;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.time.Instant;

/** The secrets in memory keep the contract of the port that reads them. */
final class MemorySecretStoreTest extends SecretStoreContract {
  private MemorySecrets secrets = new MemorySecrets(() -> Instant.EPOCH);

  @Override
  protected SecretStore emptyStore() {
    secrets = new MemorySecrets(() -> Instant.EPOCH);
    return secrets;
  }

  @Override
  protected void put(String name, String version, String value) {
    String before = secrets.read(name).map(SecretStore.Secret::version).orElse(SecretVersions.NONE);
    secrets.stage(name, version, SecretText.of(name, value));
    secrets.promote(name, version, before);
  }
}
