package dev.portcullis.contract.memory;

import dev.portcullis.contract.SecretVersionsContract;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import java.time.Instant;

/** The secrets in memory keep the contract of the port that writes them. */
final class MemorySecretVersionsTest extends SecretVersionsContract {
  private MemorySecrets secrets = new MemorySecrets(() -> Instant.EPOCH);

  @Override
  protected SecretVersions emptyVersions() {
    secrets = new MemorySecrets(() -> Instant.EPOCH);
    return secrets;
  }

  @Override
  protected SecretStore reading() {
    return secrets;
  }
}
