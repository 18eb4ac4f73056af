package dev.portcullis.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.report.UsageReport;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Stores;
import dev.portcullis.local.laptop.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway under load is killed at random moments, again and again over one data directory: what
 * was answered is in the log, and what was not finished is reported. {@code portcullis.kills} says
 * how often.
 */
class KilledServeTest {
  private static final int CALLERS = 4;
  private static final String ASK =
      "{\"model\":\"stand-in\",%s\"messages\":[{\"role\":\"user\",\"content\":\"Write to "
          + ServedGateway.EMAIL
          + "\"}]}";

  @TempDir Path data;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  @Test
  void whateverTheMomentNoAnsweredCallIsMissingInTheLog() throws Exception {
    int kills = Integer.getInteger("portcullis.kills", 3);
    long seed = Long.getLong("portcullis.seed", 20261126L);
    Random random = new Random(seed);
    String key;
    try (ServedGateway first = new ServedGateway(data, java.util.Optional.empty(), "")) {
      key = first.key("developer");
    }
    Files.writeString(
        data.resolve("portcullis.yaml"),
        "policies:\n  limits: limits.txt\naudit:\n  sequence-every: 50ms\n");
    Files.writeString(data.resolve("limits.txt"), "key * requests_per_minute 1000000\n");
    for (int i = 0; i < kills; i++) {
      killOnce(key, random, i % 4 != 3);
    }
    check(kills, seed);
  }

  /** Kills one gateway; {@code warm} if not before it has answered a call. */
  private void killOnce(String key, Random random, boolean warm) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dportcullis.checkout=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.portcullis.local.command.Portcullis",
                "serve",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = String.valueOf(out.readLine());
      assertTrue(line.startsWith("portcullis: serving "), line);
      URI base = URI.create(line.replace("portcullis: serving ", "") + "/chat/completions");
      CountDownLatch first = new CountDownLatch(1);
      Thread[] callers = new Thread[CALLERS];
      for (int c = 0; c < CALLERS; c++) {
        boolean stream = c % 2 == 0;
        callers[c] = new Thread(() -> callUntilGone(base, key, stream, process, first));
        callers[c].start();
      }
      assertTrue(!warm || first.await(2, TimeUnit.MINUTES), "no call was answered");
      // The moment is what is random here, not a wait for something to be ready.
      assertTrue(!process.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS));
      process.destroyForcibly().waitFor();
      for (Thread caller : callers) {
        caller.join();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void callUntilGone(
      URI base, String key, boolean stream, Process process, CountDownLatch first) {
    while (process.isAlive()) {
      try {
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(base)
                    .header("authorization", "Bearer " + key)
                    .timeout(Duration.ofSeconds(20))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            String.format(ASK, stream ? "\"stream\":true," : "")))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        String id = response.headers().firstValue("x-request-id").orElse("");
        boolean whole = stream ? response.body().endsWith("data: [DONE]\n\n") : true;
        if (response.statusCode() == 200 && whole) {
          answered.add(id);
          first.countDown();
        }
      } catch (IOException killed) {
        // The call has no answer, so nothing is claimed of it.
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void check(int kills, long seed) throws IOException {
    try (Laptop laptop =
        Laptop.open(
            ServedGateway.configuration(data), Surroundings.ofProcess(OperatorLog.silent()))) {
      long size = laptop.sequenceNow().size();
      Stores stores = laptop.stores();
      Report report =
          new LogVerifier(
                  laptop.logKeys(),
                  laptop.configuration().audit().retention().minusDays(1),
                  new Random(seed))
              .verify(LogView.of(stores.worm(), stores.published()), (commits, entries) -> {});
      assertEquals(List.of(), report.faults(), "seed " + seed);
      assertEquals(report.size(), report.proven());
      UsageReport usage = new UsageReport(Duration.ZERO);
      Set<String> intents = new HashSet<>();
      Set<String> outcomes = new HashSet<>();
      BundleSource source =
          new BundleSource(
              key -> stores.worm().get(key).or(() -> stores.published().get(key)), () -> size);
      new LogSearch(source, java.util.Optional.empty())
          .search(
              Query.all(),
              record -> {
                if (record.kind() == LogRecord.Kind.INTENT) {
                  intents.add(record.requestId());
                } else if (record.kind() == LogRecord.Kind.OUTCOME) {
                  outcomes.add(record.requestId());
                }
                return usage.add(record);
              });
      assertTrue(answered.size() > kills / 2, "seed " + seed);
      assertTrue(intents.containsAll(answered), "seed " + seed);
      assertTrue(outcomes.containsAll(answered), "seed " + seed);
      Set<String> open = new HashSet<>(intents);
      open.removeAll(outcomes);
      Set<String> reported = new HashSet<>();
      usage.unfinished().forEach(call -> reported.add(call.requestId()));
      assertEquals(open, reported, "seed " + seed);
      System.out.printf(
          "%d kills (seed %d): %d calls answered, all with intent and outcome; %d of %d intents"
              + " unfinished and reported; %d records verified%n",
          kills, seed, answered.size(), open.size(), intents.size(), report.size());
    }
  }
}
