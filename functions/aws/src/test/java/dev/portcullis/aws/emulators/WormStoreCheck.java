package dev.portcullis.aws.emulators;

import dev.portcullis.aws.s3.S3WormStore;
import dev.portcullis.contract.WormStoreContract;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

class WormStoreCheck extends WormStoreContract {
  @Override
  protected WormStore emptyStore() {
    return store();
  }

  static WormStore store() {
    S3Client s3 = Emulator.s3();
    return new S3WormStore(
        s3, Emulator.bucket(s3, true), ObjectLockMode.COMPLIANCE, InstantSource.system());
  }

  @Override
  protected Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
