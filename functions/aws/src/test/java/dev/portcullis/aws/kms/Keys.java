package dev.portcullis.aws.kms;

import dev.portcullis.aws.wire.FakeKms;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import java.io.IOException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Keys in the fake. */
final class Keys implements AutoCloseable {
  private final WireServer server = new WireServer(new FakeKms());
  private final KmsClient client =
      WireIdentity.clients(server.uri()).build(KmsClient.builder(), WireIdentity.SHORT);

  Keys() throws IOException {}

  WireServer server() {
    return server;
  }

  KmsClient client() {
    return client;
  }

  String wrapping() {
    return client.createKey().keyMetadata().arn();
  }

  String signing(KeySpec spec) {
    return client
        .createKey(key -> key.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
        .keyMetadata()
        .arn();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
