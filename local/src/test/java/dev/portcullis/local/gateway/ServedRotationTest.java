package dev.portcullis.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Stores;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.local.store.FileSecretStore;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serving and rotating at once: the real gateway, files, scheduler and clients. */
final class ServedRotationTest implements OperatorLog {
  /** Only what a test asks for is rotated while it runs. */
  private static final String SELDOM = "interval: 30d, cache-age: 1h";

  private static final String OFTEN =
      "interval: 1s, cache-age: 2s, grace: 2s, lease: 5s, stuck-after: 5s, orphan-age: 6s,"
          + " propagation: 1s";

  @TempDir Path data = Path.of("unset");
  private KeyedModelServer models;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    models = new KeyedModelServer(Duration.ZERO);
    new FileSecretStore(data.resolve("secrets"))
        .put("admin/openai", "1", SecretText.of("admin", KeyedModelServer.ADMIN));
  }

  @AfterEach
  void stop() {
    models.close();
  }

  @Override
  public void info(String line) {
    told.add(line);
  }

  @Override
  public void alarm(String line) {
    told.add("alarm: " + line);
  }

  private Serving serve(String spans) throws IOException {
    models.configure(data, spans);
    return Serving.start(ServedGateway.configuration(data), Surroundings.ofProcess(this));
  }

  private void wait(String line) throws InterruptedException {
    String next;
    do {
      next = String.valueOf(told.poll(1, TimeUnit.MINUTES));
    } while (!next.equals("null") && !next.contains(line));
    assertTrue(next.contains(line), line + " was not told");
  }

  @Test
  void theFirstKeyIsMadeByServingAndCallsGoOutWithIt() throws Exception {
    try (Serving serving = serve(SELDOM)) {
      assertEquals(List.of("openai"), serving.rotated());
      wait("rotated openai");
      LogRecord outcome = call(serving, key(serving), 200);
      String version = serving.laptop().secrets().read("upstream").orElseThrow().version();
      assertEquals(
          Optional.of(version), outcome.tree().text("unmapped", "model", "credential", "version"));
      assertEquals(
          Optional.of("no"), outcome.tree().text("unmapped", "model", "credential", "renewed"));
    }
  }

  @Test
  void aKeyThatIsReplacedAndStoppedAtOnceCostsNoCallAndTheRecordSaysSo() throws Exception {
    try (Serving serving = serve("interval: 30d, cache-age: 1h, grace: 2h")) {
      wait("rotated openai");
      String key = key(serving);
      call(serving, key, 200);
      // Another process replaces the key and it is stopped before the gateway reads again.
      String old = models.values().get(0);
      FileSecretStore secrets = new FileSecretStore(data.resolve("secrets"));
      models.replaceAll();
      secrets.put("upstream", "by-hand", SecretText.of("key", models.values().get(0)));
      assertTrue(!models.values().contains(old));
      LogRecord outcome = call(serving, key, 200);
      assertEquals(
          Optional.of("by-hand"),
          outcome.tree().text("unmapped", "model", "credential", "version"));
      assertEquals(
          Optional.of("yes"), outcome.tree().text("unmapped", "model", "credential", "renewed"));
      assertEquals(1, models.refused.get());
    }
  }

  @Test
  void aKeyThatIsRefusedAndHasNoSuccessorEndsTheCallWithOneRetryless401() throws Exception {
    try (Serving serving = serve(SELDOM)) {
      wait("rotated openai");
      models.stopAll();
      LogRecord outcome = call(serving, key(serving), 502);
      assertEquals(Optional.of("upstream_credential"), outcome.tree().text("unmapped", "code"));
      assertEquals(1, models.refused.get());
    }
  }

  @Test
  void keysAreReplacedAgainAndAgainWhileCallsGoOn() throws Exception {
    try (Serving serving = serve(OFTEN)) {
      wait("rotated openai");
      String key = key(serving);
      for (int rotations = 0; rotations < 3; rotations++) {
        wait("rotated openai");
        call(serving, key, 200);
      }
      wait("reconciled openai: stop key");
      assertEquals(0, models.refused.get());
    }
    assertTrue(models.liveKeys() <= 4, models.liveKeys() + " keys");
  }

  @Test
  void aFailingPassAlarmsAndServingGoesOn() throws Exception {
    Serving first = serve(SELDOM);
    wait("rotated openai");
    first.close();
    models.failing = Integer.MAX_VALUE;
    try (Serving serving = serve("interval: 1s, cache-age: 1h, grace: 1h, lease: 5s")) {
      wait("alarm: rotating openai failed");
      call(serving, key(serving), 200);
      models.failing = 0;
      wait("rotating openai works again");
    }
  }

  @Test
  void aDirectoryWithoutRotationsRotatesNothing() throws Exception {
    models.configure(data, SELDOM);
    Files.delete(data.resolve("rotation.yaml"));
    try (Serving serving =
        Serving.start(ServedGateway.configuration(data), Surroundings.ofProcess(this))) {
      assertEquals(List.of(), serving.rotated());
    }
    assertEquals(0, models.liveKeys());
  }

  @Test
  void aFileThatCannotBeUsedStopsTheStartAndNotTheFirstRotation() throws Exception {
    SetupException wrong = assertThrows(SetupException.class, () -> serve("intervall: 30d"));
    assertTrue(wrong.getMessage().contains("intervall"), wrong.getMessage());
  }

  @Test
  void aCallThatCouldOutliveItsKeyStopsTheStart() {
    SetupException wrong =
        assertThrows(SetupException.class, () -> serve("cache-age: 1s, grace: 1s"));
    assertTrue(wrong.getMessage().contains("longest-call"), wrong.getMessage());
  }

  private static String key(Serving serving) {
    KeyChange made =
        serving
            .laptop()
            .keys()
            .create(KeySpec.of("test", "acme", "a test", "a test", Set.of("developer")));
    return ((KeyChange.Issued) made).key().reveal();
  }

  /** Makes a call and returns its outcome as the log has it. */
  private LogRecord call(Serving serving, String key, int status) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(serving.address() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + key)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"stand-in\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    String id = response.headers().firstValue("x-request-id").orElseThrow();
    Stores stores = serving.laptop().stores();
    long size = serving.laptop().sequenceNow().size();
    BundleSource source =
        new BundleSource(
            name -> stores.worm().get(name).or(() -> stores.published().get(name)), () -> size);
    return new LogSearch(source, Optional.empty())
        .first(Query.request(id), 100).stream()
            .filter(record -> record.kind() == LogRecord.Kind.OUTCOME)
            .findFirst()
            .orElseThrow();
  }
}
