package dev.portcullis.aws.dynamodb;

import dev.portcullis.contract.RecordStoreContract;
import dev.portcullis.ports.RecordStore;
import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The adapter keeps the port's contract, on pages of two items. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoRecordStoreTest extends RecordStoreContract {
  private Tables tables;

  @BeforeAll
  void start() throws IOException {
    tables = Tables.asToldOrFake(2);
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Override
  protected RecordStore emptyStore() {
    return new DynamoRecordStore(tables.client(), tables.empty(), new SecureRandom());
  }
}
