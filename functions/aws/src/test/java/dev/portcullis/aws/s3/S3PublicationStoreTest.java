package dev.portcullis.aws.s3;

import dev.portcullis.contract.PublicationStoreContract;
import dev.portcullis.ports.PublicationStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3PublicationStoreTest extends PublicationStoreContract {
  private final S3Endpoint endpoint = S3Endpoint.open();

  @Override
  protected PublicationStore emptyStore() {
    return new S3PublicationStore(endpoint.client(), endpoint.bucket(false));
  }

  @AfterAll
  void close() {
    endpoint.close();
  }
}
