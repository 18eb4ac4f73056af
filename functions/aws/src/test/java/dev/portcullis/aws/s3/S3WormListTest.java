package dev.portcullis.aws.s3;

import dev.portcullis.contract.WormListContract;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3WormListTest extends WormListContract {
  private final S3Endpoint endpoint = S3Endpoint.open();

  @Override
  protected WormStore emptyStore() {
    return endpoint.worm();
  }

  @Override
  protected Instant now() {
    return S3Endpoint.now();
  }

  @AfterAll
  void close() {
    endpoint.close();
  }
}
