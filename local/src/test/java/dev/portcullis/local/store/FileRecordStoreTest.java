package dev.portcullis.local.store;

import dev.portcullis.contract.RecordStoreContract;
import dev.portcullis.ports.RecordStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract. */
final class FileRecordStoreTest extends RecordStoreContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected RecordStore emptyStore() {
    return new FileRecordStore(folder, InstantSource.system(), false);
  }
}
