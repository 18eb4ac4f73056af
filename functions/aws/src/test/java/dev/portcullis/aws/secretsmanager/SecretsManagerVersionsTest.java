package dev.portcullis.aws.secretsmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.contract.SecretVersionsContract;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.SecretVersions.Version;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The adapter keeps the port's contract, on secrets that somebody else makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecretsManagerVersionsTest extends SecretVersionsContract {
  private final Set<String> made = ConcurrentHashMap.newKeySet();
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
  protected SecretVersions emptyVersions() {
    UnaryOperator<String> named = secrets.ids();
    ids =
        name -> {
          String id = named.apply(name);
          if (made.add(id)) {
            secrets.make(id);
          }
          return id;
        };
    return new SecretsManagerVersions(secrets.client(), ids);
  }

  @Override
  protected SecretStore reading() {
    return secrets.store(ids);
  }

  @Test
  void aSecretThatNobodyMadeIsMissing() {
    SecretVersions versions = new SecretsManagerVersions(secrets.client(), secrets.ids());
    PortException refused =
        assertThrows(
            PortException.class,
            () -> versions.stage("model/key", "one", SecretText.of("test", "value one")));
    assertEquals(Code.MISSING, refused.code());
  }

  @Test
  void aVersionDestroyedBeforeIsStagedAgain() {
    SecretVersions versions = emptyVersions();
    SecretText value = SecretText.of("test", "value one");
    versions.stage("model/key", "one", value);
    versions.destroy("model/key", "one");
    assertEquals(true, versions.stage("model/key", "one", value));
    assertEquals(value, reading().read("model/key", "one").orElseThrow().value());
  }

  @Test
  void whatAnOperatorPutsUnderALabelOfOursIsReadableAndNotCurrentUntilItIsDestroyed() {
    SecretVersions versions = emptyVersions();
    versions.stage("model/key", "one", SecretText.of("test", "value one"));
    versions.promote("model/key", "one", SecretVersions.NONE);
    for (String key : List.of("dropped", "handed over")) {
      String put = put(key);
      assertEquals(
          List.of(put + " false", "one true"),
          versions.versions("model/key").stream()
              .map(one -> one.name() + " " + one.current())
              .sorted(Comparator.comparing(one -> one.endsWith("true")))
              .toList(),
          "the label moves on");
      assertEquals(
          SecretText.of("test", key), reading().read("model/key", put).orElseThrow().value());
      if (key.equals("handed over")) {
        versions.destroy("model/key", put);
        assertEquals(Optional.empty(), reading().read("model/key", put));
      }
    }
    assertEquals(
        List.of("one"), versions.versions("model/key").stream().map(Version::name).toList());
  }

  /** As README says; gives the VersionId that is answered. */
  private String put(String key) {
    return secrets
        .client()
        .putSecretValue(
            request ->
                request
                    .secretId(ids.apply("model/key"))
                    .secretString(key)
                    .versionStages("PORTCULLIS_HANDED_OVER"))
        .versionId();
  }
}
