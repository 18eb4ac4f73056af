package dev.portcullis.local.store;

import dev.portcullis.contract.PublicationStoreContract;
import dev.portcullis.ports.PublicationStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract. */
final class FilePublicationStoreTest extends PublicationStoreContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected PublicationStore emptyStore() {
    return new FilePublicationStore(folder, false);
  }
}
