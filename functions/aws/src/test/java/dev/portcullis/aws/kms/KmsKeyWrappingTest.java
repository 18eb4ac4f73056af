package dev.portcullis.aws.kms;

import dev.portcullis.aws.wire.FakeKms;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.contract.KeyWrappingContract;
import dev.portcullis.ports.KeyWrapping;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.kms.KmsClient;

/** The adapter keeps the port's contract, in the fake or where an endpoint is named. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsKeyWrappingTest extends KeyWrappingContract {
  private Optional<WireServer> fake = Optional.empty();
  private Optional<KmsClient> client = Optional.empty();

  @BeforeAll
  void start() throws IOException {
    String endpoint = System.getProperty("portcullis.aws.endpoint", "");
    if (endpoint.isEmpty()) {
      fake = Optional.of(new WireServer(new FakeKms()));
    }
    URI uri = fake.map(WireServer::uri).orElseGet(() -> URI.create(endpoint));
    client =
        Optional.of(WireIdentity.clients(uri).build(KmsClient.builder(), WireIdentity.SHORT));
  }

  @AfterAll
  void stop() {
    client.ifPresent(KmsClient::close);
    fake.ifPresent(WireServer::close);
  }

  @Override
  protected KeyWrapping service() {
    KmsClient kms = client.orElseThrow();
    return new KmsKeyWrapping(kms, kms.createKey(key -> {}).keyMetadata().arn(), Set.of());
  }
}
