package dev.portcullis.aws.secretsmanager;

import dev.portcullis.aws.wire.FakeSecrets;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets in the fake, on pages of two versions. */
final class Secrets implements AutoCloseable {
  private final WireServer server = new WireServer(new FakeSecrets(2));
  private final SecretsManagerClient client =
      WireIdentity.clients(server.uri()).build(SecretsManagerClient.builder(), WireIdentity.SHORT);

  Secrets() throws IOException {}

  WireServer server() {
    return server;
  }

  SecretsManagerClient client() {
    return client;
  }

  /** Ids under a name that no other test has; none of the secrets exists yet. */
  UnaryOperator<String> ids() {
    String test = UUID.randomUUID().toString();
    return name -> "arn:aws:secretsmanager:eu-central-1:123456789012:secret:" + test + "/" + name;
  }

  /** Makes the secret as the template does, without a value. */
  void make(String id) {
    client.createSecret(secret -> secret.name(id.substring(id.lastIndexOf(':') + 1)));
  }

  SecretsManagerStore store(UnaryOperator<String> ids) {
    return new SecretsManagerStore(client, ids, Duration.ofHours(1), InstantSource.system());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
