package dev.portcullis.local.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.audit.verify.DirectoryLogView;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.local.model.StandIn;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The trial on emulators of AWS: the template's functions under Lambda's own runtime, called
 * through the template's API; a rotation by Secrets Manager; the log from the lock bucket.
 */
final class AwsTrial {
  private static final int MOST_RECORDS = 100;
  private static final List<String> STEPS =
      List.of("rotation.create", "rotation.set", "rotation.test", "rotation.finish");

  private final Emulators emulators;
  private final Path log;
  private final Path key;
  private final Showing show;
  private final Checks checks;
  private final Optional<String> meanwhile;

  /**
   * A trial that has not begun.
   *
   * @param data gets {@code log}, a bare copy of the log, and {@code log.vkey}
   * @param meanwhile a command that is run while the API is up
   */
  AwsTrial(
      Emulators emulators, Path data, Showing show, Checks checks, Optional<String> meanwhile) {
    this.emulators = emulators;
    this.log = data.resolve("log");
    this.key = data.resolve("log.vkey");
    this.show = show;
    this.checks = checks;
    this.meanwhile = meanwhile;
  }

  void run() throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (StandIn model = StandIn.start(threads)) {
      JsonNode deployed = emulators.deploy("ModelEndpoint=" + model.address() + "/v1");
      emulators.cloud("credential");
      JsonNode keys = emulators.cloud("key", "developer", "auditor");
      SecretText developer = SecretText.of("key", keys.path("developer").asText());
      SecretText auditor = SecretText.of("key", keys.path("auditor").asText());

      emulators.tell("calling through the API Gateway ...");
      Caller caller = new Caller(URI.create(deployed.path("api").asText()));
      Made plain = made(caller.plain(developer), model, 0);
      Made streamed = made(caller.streamed(developer), model, 1);
      Made denied = made(caller.plain(auditor), model, 2);
      Made unknown = made(caller.plain(SecretText.of("key", "pck_test_nobody")), model, 2);

      if (meanwhile.isPresent()) {
        emulators.tell("running " + meanwhile.get() + " ...");
        checks.add(
            "the given command succeeded",
            emulators.meanwhile(meanwhile.get(), deployed.path("api").asText() + "/v1", keys));
      }

      emulators.tell("rotating the pepper of the keys by Secrets Manager ...");
      JsonNode rotated = emulators.cloud("rotate", "PepperSecret");
      Made after = made(caller.plain(developer), model, model.exchanges().size());

      emulators.tell("sealing the log and reading it back from the lock bucket ...");
      emulators.cloud("settle");
      emulators.cloud("task", "seal");
      JsonNode copied = emulators.cloud("log", log.toString());
      Files.writeString(key, copied.path("vkey").asText() + "\n");
      Report report = verify();

      LogSearch search = search(report.proven());
      calls(search, plain, streamed, denied, unknown);
      rotation(search, rotated, after);
      checks.add(
          "every object of the log is locked",
          copied.path("objects").asInt() > 0 && copied.path("unlocked").isEmpty());
      checks.add("the offline verifier finds no fault in the log", report.verified());
      checks.add("every record is under a signed checkpoint", report.proven() == report.size());
      nothingLeaked(developer, auditor);
      show.verified(report, Optional.empty());
    } finally {
      threads.shutdownNow();
    }
  }

  /** What one call looked like to the caller and to the model. */
  private record Made(Caller.Got got, Optional<StandIn.Exchange> exchange) {
    Trial.Shown shown(LogSearch search) {
      return new Trial.Shown(
          got,
          exchange,
          got.requestId().isEmpty()
              ? List.of()
              : search.first(Query.request(got.requestId()), MOST_RECORDS));
    }
  }

  /**
   * A call and, if the model was called, what it saw.
   *
   * @param before how often the model was called before
   */
  private static Made made(Caller.Got got, StandIn model, int before) {
    List<StandIn.Exchange> all = model.exchanges();
    return new Made(
        got, all.size() > before ? Optional.of(all.get(all.size() - 1)) : Optional.empty());
  }

  private void calls(LogSearch search, Made plain, Made streamed, Made denied, Made unknown) {
    Trial.Shown one = plain.shown(search);
    show.call("1. A developer asks, with personal data and a token in the text", one);
    checks.allowed("plain call", one);
    Trial.Shown two = streamed.shown(search);
    show.call("2. The same, streamed, and the model calls a tool", two);
    checks.allowed("streamed tool call", two);
    checks.add("streamed tool call: the stream came to its end", two.got().code().isEmpty());
    Trial.Shown three = denied.shown(search);
    show.refusal("3. The same as an auditor, who reads the log but calls no model", three);
    checks.refused("auditor", three, 403);
    Trial.Shown four = unknown.shown(search);
    show.refusal("4. The same with a key that is none", four);
    checks.refused("unknown key", four, 401);
  }

  private void rotation(LogSearch search, JsonNode rotated, Made after) {
    String version = rotated.path("version").asText();
    checks.add(
        "rotation: the new version is the current one",
        rotated.at("/after/" + version).toString().contains("\"AWSCURRENT\""));
    List<String> steps =
        search.first(Query.request(version), MOST_RECORDS).stream()
            .filter(record -> record.kind() == LogRecord.Kind.ROTATION)
            .map(record -> record.tree().text("api", "operation").orElse(""))
            .toList();
    checks.add("rotation: all four steps are in the log, in their order", steps.equals(STEPS));
    checks.add("rotation: a key from before it still works", after.got().status() == 200);
  }

  private LogSearch search(long size) {
    LogView view = new DirectoryLogView(log);
    return new LogSearch(
        new BundleSource(name -> view.stored(name).or(() -> view.published(name)), () -> size),
        Optional.empty());
  }

  private Report verify() throws IOException {
    VerifierKey one = VerifierKey.parse(Files.readString(key));
    return new LogVerifier(
            new KeyRing(one.name(), List.of(one)), AuditTrail.LEAST_RETENTION, new Random())
        .verify(new DirectoryLogView(log), (done, total) -> {});
  }

  private void nothingLeaked(SecretText developer, SecretText auditor) throws IOException {
    String objects = written(log);
    String lines = written(emulators.functionLogs());
    checks.add("functions' own logs were read", !lines.isEmpty());
    checks.absent("no planted value is in the log", Planted.ALL, objects);
    checks.absent("no planted value is in a function's own log", Planted.ALL, lines);
    checks.absent(
        "no key is in either", List.of(developer.reveal(), auditor.reveal()), objects + lines);
  }

  /** Everything below a directory, byte for byte. */
  private static String written(Path directory) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return all.toString();
  }
}
