package dev.portcullis.contract.memory;

import dev.portcullis.contract.WormStoreContract;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The store in memory keeps the port's contract, whichever provider it stands for. */
@ParameterizedClass
@EnumSource
final class MemoryWormStoreTest extends WormStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Provider provider;

  MemoryWormStoreTest(Provider provider) {
    this.provider = provider;
  }

  @Override
  protected WormStore emptyStore() {
    return new MemoryWormStore(provider, () -> NOW);
  }

  @Override
  protected Instant now() {
    return NOW;
  }
}
