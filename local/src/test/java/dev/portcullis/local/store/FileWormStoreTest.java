package dev.portcullis.local.store;

import dev.portcullis.contract.WormStoreContract;
import dev.portcullis.ports.WormStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract. */
final class FileWormStoreTest extends WormStoreContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected WormStore emptyStore() {
    return new FileWormStore(folder, InstantSource.system(), Duration.ofDays(1), false);
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
