package dev.portcullis.contract.memory;

import dev.portcullis.contract.WormListContract;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

/** The store in memory keeps the port's contract, whichever provider it stands for. */
final class MemoryWormListTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private abstract static class Suite extends WormListContract {
    private final Provider provider;

    Suite(Provider provider) {
      this.provider = provider;
    }

    @Override
    protected final WormStore emptyStore() {
      return new MemoryWormStore(provider, () -> NOW);
    }

    @Override
    protected final Instant now() {
      return NOW;
    }
  }

  @Nested
  final class S3 extends Suite {
    S3() {
      super(Provider.S3);
    }
  }

  @Nested
  final class Gcs extends Suite {
    Gcs() {
      super(Provider.GCS);
    }
  }

  @Nested
  final class AzureContainer extends Suite {
    AzureContainer() {
      super(Provider.AZURE_CONTAINER);
    }
  }

  @Nested
  final class AzureVersion extends Suite {
    AzureVersion() {
      super(Provider.AZURE_VERSION);
    }
  }
}
