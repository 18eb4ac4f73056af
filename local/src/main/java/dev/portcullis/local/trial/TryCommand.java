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
      "Starts a gateway and a stand-in model on loopback ports, makes four calls, and checks them.",
      "The calls: plain, streamed with a tool call, as a role that may not, and without a key. Shows what",
      "each side saw, and exits with 0 only if everything that must hold does.",
      "With --cloud aws the same is deployed to emulators of AWS on this machine (Linux), called",
      "through their gateway, a key is rotated, and the log is read back from their lock bucket."
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

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      description = "Runs on emulators of a cloud: aws (the first time takes some minutes).")
  private @Nullable Cloud cloud;

  @Option(
      names = "--with",
      paramLabel = "COMMAND",
      description = {
        "With --cloud: a command that is run while the API is up, for example your application;",
        "OPENAI_BASE_URL and OPENAI_API_KEY are set for it."
      })
  private @Nullable String meanwhile;

  /** The clouds that can be emulated here. */
  enum Cloud {
    aws
  }

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
    if (meanwhile != null && cloud == null) {
      throw new BadUse(spec.commandLine(), "--with needs --cloud");
    }
    try {
      return (cloud == null ? run(data) : onAws(data)) ? 0 : 1;
    } finally {
      if (keep == null) {
        delete(data);
      }
    }
  }

  private boolean onAws(Path data) throws IOException, InterruptedException {
    Path checkout =
        place
            .checkout()
            .orElseThrow(
                () ->
                    new BadUse(
                        spec.commandLine(), "--cloud needs the checkout; run local/portcullis"));
    Showing show = new Showing(spec.commandLine().getOut(), json);
    Checks checks = new Checks();
    try (Emulators emulators =
        Emulators.start(checkout, data, spec.commandLine().getErr()::println)) {
      new AwsTrial(emulators, data, show, checks, Optional.ofNullable(meanwhile)).run();
    }
    show.checks(checks);
    return checks.hold();
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
      checks.allowed("plain call", plain);

      Trial.Shown streamed = trial.streamed(developer);
      show.call("2. The same, streamed, and the model calls a tool", streamed);
      checks.allowed("streamed tool call", streamed);
      checks.add("streamed tool call: the stream came to its end", streamed.got().code().isEmpty());

      Trial.Shown denied = trial.plain(auditor);
      show.refusal("3. The same as an auditor, who reads the log but calls no model", denied);
      checks.refused("auditor", denied, 403);

      Trial.Shown unknown = trial.plain(SecretText.of("key", "pck_test_nobody"));
      show.refusal("4. The same with a key that is none", unknown);
      checks.refused("unknown key", unknown, 401);

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
