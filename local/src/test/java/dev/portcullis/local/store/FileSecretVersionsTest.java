package dev.portcullis.local.store;

import dev.portcullis.contract.SecretVersionsContract;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract, and the reading adapter sees what it writes. */
final class FileSecretVersionsTest extends SecretVersionsContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected SecretVersions emptyVersions() {
    return new FileSecretVersions(folder);
  }

  @Override
  protected SecretStore reading() {
    return new FileSecretStore(folder);
  }
}
