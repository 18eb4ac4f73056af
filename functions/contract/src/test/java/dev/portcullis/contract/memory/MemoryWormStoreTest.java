package dev.portcullis.contract.memory;

import dev.portcullis.contract.WormStoreContract;
import dev.portcullis.ports.WormStore;
import java.time.Instant;

/** The store in memory keeps the port's contract. */
final class MemoryWormStoreTest extends WormStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Override
  protected WormStore emptyStore() {
    return new MemoryWormStore(Provider.S3, () -> NOW);
  }

  @Override
  protected Instant now() {
    return NOW;
  }
}
