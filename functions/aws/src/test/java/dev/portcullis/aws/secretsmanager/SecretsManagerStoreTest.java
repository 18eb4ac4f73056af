package dev.portcullis.aws.secretsmanager;

import dev.portcullis.contract.SecretStoreContract;
import dev.portcullis.ports.SecretStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The adapter keeps the port's contract, with AWS's own cache before the fake. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecretsManagerStoreTest extends SecretStoreContract {
  private final Set<String> made = new HashSet<>();
  private Secrets secrets;
  private UnaryOperator<String> ids = name -> name;

  @BeforeAll
  void start() throws IOException {
    secrets = new Secrets();
  }

  @AfterAll
  void stop() {
    secrets.close();
  }

  @Override
  protected SecretStore emptyStore() {
    ids = secrets.ids();
    return secrets.store(ids);
  }

  @Override
  protected void put(String name, String version, String value) {
    String id = ids.apply(name);
    if (made.add(id)) {
      secrets.make(id);
    }
    secrets
        .client()
        .putSecretValue(
            put ->
                put.secretId(id)
                    .clientRequestToken(VersionIds.checked(version))
                    .secretString(value));
  }
}
