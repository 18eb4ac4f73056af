package dev.portcullis.local.trial;

import dev.portcullis.audit.verify.Report;
import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.gateway.Serving;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.ErrorStreamLog;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one governed call of each kind on free loopback ports, shows it, and checks it. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a gateway and a stand-in model on free loopback ports and makes four calls through",
      "them: plain, streamed with a tool call, as a role that may not, and without a key. Shows what",
      "each side saw, and exits with 0 only if everything that must hold does."
    })
public final class TryCommand implements Callable<Integer> {
  private final Place place;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--keep",
      paramLabel = "DIRECTORY",
      description = "A new data directory that is kept (default: one that is deleted at the end).")
  private @Nullable Path keep;

  @Option(names = "--json", description = "Prints the checks only, as JSON.")
  private boolean json = false;

  /** The command, where this process is. */
  public TryCommand(Place place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = keep == null ? Files.createTempDirectory("portcullis-try") : keep.toAbsolutePath();
    if (keep != null && Files.exists(data)) {
      throw new BadUse(spec.commandLine(), "--keep takes a directory that does not exist yet");
    }
    try {
      return run(data) ? 0 : 1;
    } finally {
      if (keep == null) {
        delete(data);
      }
    }
  }

  private boolean run(Path data) throws IOException, InterruptedException {
    Showing show = new Showing(spec.commandLine().getOut(), json);
    Surroundings surroundings =
        Surroundings.ofProcess(new ErrorStreamLog(spec.commandLine().getErr()));
    Checks checks = new Checks();
    try (Serving serving = Serving.start(configuration(data), surroundings)) {
      Trial trial = new Trial(serving);
      SecretText developer = trial.key("developer");
      SecretText auditor = trial.key("auditor");

      Trial.Shown plain = trial.plain(developer);
      show.call("1. A developer asks, with personal data and a token in the text", plain);
      allowed(checks, "plain call", plain);

      Trial.Shown streamed = trial.streamed(developer);
      show.call("2. The same, streamed, and the model calls a tool", streamed);
      allowed(checks, "streamed tool call", streamed);
      checks.add("streamed tool call: the stream came to its end", streamed.got().code().isEmpty());

      Trial.Shown denied = trial.plain(auditor);
      show.refusal("3. The same as an auditor, who reads the log but calls no model", denied);
      refused(checks, "auditor", denied, 403);

      Trial.Shown unknown = trial.plain(SecretText.of("key", "pck_test_nobody"));
      show.refusal("4. The same with a key that is none", unknown);
      refused(checks, "unknown key", unknown, 401);

      Report report = trial.verify();
      checks.add("the offline verifier finds no fault in the log", report.verified());
      checks.add("every record is under a signed checkpoint", report.proven() == report.size());
      String written = written(data);
      checks.absent("no planted value is in any file", Planted.ALL, written);
      checks.add(
          "no key is in any file",
          !written.contains(developer.reveal()) && !written.contains(auditor.reveal()));
      show.verified(report, keep == null ? Optional.empty() : Optional.of(data));
    }
    show.checks(checks);
    return checks.hold();
  }

  private static void allowed(Checks checks, String call, Trial.Shown shown) {
    String received = shown.exchange().map(e -> e.received()).orElse("");
    checks.add(call + ": answered with 200", shown.got().status() == 200);
    checks.add(call + ": the model was called", !received.isEmpty());
    checks.absent(call + ": no planted value reached the model", Planted.ALL, received);
    checks.present(call + ": every value came back", Planted.ALL, shown.got().text());
    checks.absent(
        call + ": nothing that the model made up came through",
        Planted.INVENTED,
        shown.got().text());
    List<String> stages = Showing.stages(shown);
    checks.add(
        call + ": intent and outcome are in the log",
        stages.contains("intent") && stages.contains("outcome"));
  }

  private static void refused(Checks checks, String call, Trial.Shown shown, int status) {
    checks.add(call + ": refused with " + status, shown.got().status() == status);
    checks.add(call + ": the model was not called", shown.exchange().isEmpty());
    checks.add(call + ": the refusal is in the log", Showing.stages(shown).contains("refusal"));
  }

  private Configuration configuration(Path data) {
    Configuration file =
        ConfigurationFile.read(place, Optional.of(data), Optional.empty()).configuration();
    return new Configuration(
        file.deployment(),
        file.data(),
        new Configuration.Gateway("127.0.0.1", 0, file.gateway().settings()),
        new Configuration.Upstream(
            Optional.empty(), Optional.empty(), file.upstream().longestCall()),
        file.policies(),
        file.redaction(),
        file.audit(),
        file.alerts());
  }

  /** Everything that was written, byte for byte. */
  private static String written(Path data) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return all.toString();
  }

  private static void delete(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
