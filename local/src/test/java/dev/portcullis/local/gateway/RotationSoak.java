package dev.portcullis.local.gateway;

import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.local.laptop.OperatorLog;
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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A gateway that serves 32 callers at once and rotates its credential every five seconds meanwhile,
 * by the real clock: the scheduler, the files, the log and HTTP on both sides are the shipped ones.
 */
public final class RotationSoak implements OperatorLog {
  private static final int CALLERS = 32;

  /** Looked at every second, a span of four is a rotation at least every five. */
  private static final String SPANS =
      "interval: 4s, cache-age: 3s, grace: 4s, propagation: 1s, lease: 5s, stuck-after: 20s,"
          + " orphan-age: 20s";

  private static final String ASK =
      "{\"model\":\"stand-in\",\"messages\":[{\"role\":\"user\",\"content\":\"Write to "
          + ServedGateway.EMAIL
          + "\"}]}";

  private final AtomicLong rotations = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong alarms = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final CountDownLatch first = new CountDownLatch(1);

  private RotationSoak() {}

  /** Takes the seconds and a folder; prints one line and exits with 1 if a call failed. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createDirectories(Path.of(arguments[1]));
    int seconds = Integer.parseInt(arguments[0]);
    System.exit(new RotationSoak().run(data, seconds) ? 0 : 1);
  }

  @Override
  public void info(String line) {
    if (line.startsWith("rotated ")) {
      rotations.incrementAndGet();
      first.countDown();
    }
  }

  @Override
  public void alarm(String line) {
    alarms.incrementAndGet();
    System.out.println("alarm: " + line);
  }

  private boolean run(Path data, int seconds) throws Exception {
    new FileSecretStore(data.resolve("secrets"))
        .put("admin/openai", "1", SecretText.of("admin", KeyedModelServer.ADMIN));
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    // A model that thinks keeps all callers' calls open at once and the machine idle enough.
    try (KeyedModelServer models = new KeyedModelServer(Duration.ofMillis(800))) {
      models.configure(data, SPANS);
      try (Serving serving =
          Serving.start(ServedGateway.configuration(data), Surroundings.ofProcess(this))) {
        if (!first.await(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("no first rotation");
        }
        String key = key(serving);
        URI chat = URI.create(serving.address() + "/v1/chat/completions");
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < CALLERS; i++) {
          callers.execute(() -> call(client, chat, key));
        }
        callers.shutdown();
        if (callers.awaitTermination(seconds, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the callers stopped before their time");
        }
        over.set(true);
        if (!callers.awaitTermination(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("a call does not end");
        }
      }
      System.out.printf(
          "rotation under load: %,d rotations in %d s, %,d governed calls by %d callers, %d failed,"
              + " %d with a retired key, %d alarms, %d live keys%n",
          rotations.get(),
          seconds,
          answered.get(),
          CALLERS,
          failed.get(),
          models.refused.get(),
          alarms.get(),
          models.liveKeys());
      boolean often = rotations.get() >= seconds / 6;
      return failed.get() == 0 && models.refused.get() == 0 && answered.get() > 0 && often;
    }
  }

  private void call(HttpClient client, URI chat, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(chat)
            .header("authorization", "Bearer " + key)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(ASK))
            .build();
    while (!over.get()) {
      try {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          answered.incrementAndGet();
        } else {
          failed.incrementAndGet();
          System.out.println(response.statusCode() + " " + response.body());
        }
      } catch (IOException broken) {
        failed.incrementAndGet();
        System.out.println(broken);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String key(Serving serving) {
    return ((KeyChange.Issued)
            serving
                .laptop()
                .keys()
                .create(KeySpec.of("test", "acme", "soak", "soak", Set.of("developer"))))
        .key()
        .reveal();
  }
}
