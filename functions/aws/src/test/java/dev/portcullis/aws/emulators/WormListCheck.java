package dev.portcullis.aws.emulators;

import dev.portcullis.contract.WormListContract;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

class WormListCheck extends WormListContract {
  @Override
  protected WormStore emptyStore() {
    return WormStoreCheck.store();
  }

  @Override
  protected Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
