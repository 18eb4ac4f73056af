package dev.portcullis.local.keys;

import dev.portcullis.authorization.Cidr;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.SpanConverter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What a new key may do and who answers for it, as options. */
final class SpecOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--owner", required = true, description = "Who answers for the key.")
  private String owner = "";

  @Option(names = "--reason", required = true, description = "What the key is for.")
  private String reason = "";

  @Option(
      names = "--role",
      required = true,
      split = ",",
      description = "A role that the policies know: developer, data_scientist, auditor, ...")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--tenant",
      defaultValue = "default",
      description = "Whose data and budget (default: ${DEFAULT-VALUE}).")
  private String tenant = "";

  @Option(
      names = "--environment",
      defaultValue = "live",
      description = "A word in the key, such as live or test (default: ${DEFAULT-VALUE}).")
  private String environment = "";

  @Option(names = "--model", split = ",", description = "The only models it may call.")
  private List<String> models = new ArrayList<>();

  @Option(names = "--purpose", split = ",", description = "The only purposes it may be used for.")
  private List<String> purposes = new ArrayList<>();

  @Option(
      names = "--network",
      split = ",",
      description = "The only address ranges it may be used from, such as 10.0.0.0/8.")
  private List<String> networks = new ArrayList<>();

  @Option(names = "--clearance", description = "The highest classification, 0 to 3.")
  private @Nullable Long clearance;

  @Option(names = "--residency", description = "The jurisdiction its data must stay in: eu, us.")
  private @Nullable String residency;

  @Option(
      names = "--may-pass",
      split = ",",
      description = "Content it may send without examination: image, audio, file, stored, other.")
  private List<String> mayPass = new ArrayList<>();

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description = "When it ends, such as 90d (default: never).")
  private @Nullable Duration expiresIn;

  KeySpec keySpec(InstantSource clock) {
    List<Cidr> ranges = new ArrayList<>();
    for (String network : networks) {
      ranges.add(
          Cidr.parse(network)
              .orElseThrow(
                  () -> wrong("--network takes ranges such as 10.0.0.0/8, without further bits")));
    }
    try {
      return new KeySpec(
          environment,
          tenant,
          owner,
          reason,
          Set.copyOf(roles),
          Set.copyOf(models),
          Set.copyOf(purposes),
          ranges,
          Optional.ofNullable(clearance),
          Optional.ofNullable(residency),
          Set.copyOf(mayPass),
          Optional.ofNullable(expiresIn).map(clock.instant()::plus));
    } catch (IllegalArgumentException e) {
      // Its message says what is missing or wrong and quotes nothing.
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private BadUse wrong(String why) {
    return new BadUse(Objects.requireNonNull(spec).commandLine(), why);
  }
}
