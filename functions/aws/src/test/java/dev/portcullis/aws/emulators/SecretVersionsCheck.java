package dev.portcullis.aws.emulators;

import dev.portcullis.aws.secretsmanager.SecretsManagerStore;
import dev.portcullis.aws.secretsmanager.SecretsManagerVersions;
import dev.portcullis.contract.SecretVersionsContract;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets are made by the template, so here they are made, without a value, when first named. */
class SecretVersionsCheck extends SecretVersionsContract {
  private final SecretsManagerClient client =
      Emulator.clients().build(SecretsManagerClient.builder());
  private UnaryOperator<String> ids = name -> name;

  @Override
  protected SecretVersions emptyVersions() {
    String test = UUID.randomUUID().toString();
    Map<String, String> made = new HashMap<>();
    ids =
        name ->
            made.computeIfAbsent(
                name, n -> client.createSecret(b -> b.name("portcullis/" + test + "/" + n)).arn());
    return new SecretsManagerVersions(client, ids);
  }

  @Override
  protected SecretStore reading() {
    return new SecretsManagerStore(client, ids, Duration.ofMillis(4), InstantSource.system());
  }
}
