package dev.portcullis.local.config;

import dev.portcullis.alerts.Thresholds;
import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.inference.Settings;
import dev.portcullis.redaction.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A configuration as it was read, with each key's value in force.
 *
 * @param file where it was looked for, absolute; it need not exist
 * @param configuration what it says
 * @param effective every known key and its value in force; an empty value is one that is not set
 */
public record ConfigurationFile(
    Path file, Configuration configuration, Map<String, String> effective) {
  private static final long MOST_BYTES = 1 << 20;
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration DAY = Duration.ofDays(1);

  /** A day above what a verifier asks for: the storing clock may be ahead of the writer's. */
  private static final Duration LEAST_RETENTION = AuditTrail.LEAST_RETENTION.plusDays(1);

  private static final Duration DECADES = Duration.ofDays(36_500);
  private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,255}");
  private static final Pattern SECRET_NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
  private static final Pattern PROFILE = Pattern.compile("default|strict|secrets|[a-z]{2}");

  public ConfigurationFile {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(effective, "effective");
  }

  /**
   * Reads the configuration of a place; a file that nobody named and that does not exist means the
   * defaults.
   *
   * @param data the data directory from the command line
   * @param named the file from the command line
   * @throws SetupException naming every problem
   */
  public static ConfigurationFile read(Place place, Optional<Path> data, Optional<Path> named) {
    Optional<Path> chosen = chosen(place, data);
    Path standard = chosen.orElse(place.userHome().resolve(".portcullis"));
    Path file = location(place, data, named);
    String text = text(file, wanted(place, named).isPresent());
    String name = String.valueOf(file.getFileName());
    Path folder = Optional.ofNullable(file.getParent()).orElse(standard);
    Values in = new Values(name, folder, YamlText.read(name, text));
    Configuration configuration = configuration(in, place, chosen, standard);
    in.finish();
    return new ConfigurationFile(file, configuration, in.effective());
  }

  /** Where {@link #read} looks for the file; the parameters are its. */
  public static Path location(Place place, Optional<Path> data, Optional<Path> named) {
    return wanted(place, named)
        .orElseGet(
            () ->
                chosen(place, data)
                    .orElse(place.userHome().resolve(".portcullis"))
                    .resolve("portcullis.yaml"));
  }

  private static Optional<Path> chosen(Place place, Optional<Path> data) {
    return data.or(() -> place.variable("PORTCULLIS_DATA")).map(place::absolute);
  }

  private static Optional<Path> wanted(Place place, Optional<Path> named) {
    return named.or(() -> place.variable("PORTCULLIS_CONFIG")).map(place::absolute);
  }

  /** The commented file that {@code config init} writes; it says what holds without it. */
  public static String template() {
    try (InputStream in =
        Objects.requireNonNull(
            ConfigurationFile.class.getResourceAsStream("portcullis.yaml"), "portcullis.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file, boolean required) {
    try {
      if (!required && !Files.exists(file)) {
        return "";
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new SetupException(file.getFileName() + ": over 1 MiB");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new SetupException(file.getFileName() + ": is not UTF-8");
    } catch (IOException e) {
      throw new SetupException(file + ": cannot be read; 'portcullis config init' writes one");
    }
  }

  private static Configuration configuration(
      Values in, Place place, Optional<Path> chosen, Path standard) {
    String deployment =
        in.name("deployment", "laptop", DEPLOYMENT, "1 to 64 letters, digits, dots and hyphens");
    Path inFile = in.path("data", Optional.of(standard)).orElse(standard);
    Path policies = place.policies();
    Path directory = in.path("policies.directory", Optional.of(policies)).orElse(policies);
    Path limits = directory.resolve("limits.txt");
    return new Configuration(
        deployment,
        chosen.orElse(inFile),
        gateway(in),
        new Configuration.Upstream(
            in.address("upstream.url"),
            in.name("upstream.credential", Optional.empty(), SECRET_NAME, "the name of a secret"),
            in.span("upstream.longest-call", Duration.ofMinutes(30), Duration.ofSeconds(1), DAY)),
        new Configuration.Policies(
            directory,
            in.span("policies.reload-every", Duration.ofSeconds(2), SHORT, DAY),
            in.path(
                "policies.limits",
                Files.isRegularFile(limits) ? Optional.of(limits) : Optional.empty()),
            in.path("policies.prices", Optional.empty()),
            in.path("policies.issuers", Optional.empty())),
        new Configuration.Redaction(
            new Profile(
                in.name(
                    "redaction.profile",
                    "default",
                    PROFILE,
                    "default, strict, secrets or a country code such as de")),
            in.path("redaction.detectors", Optional.empty())),
        audit(in),
        alerts(in));
  }

  private static Configuration.Gateway gateway(Values in) {
    String host = in.name("gateway.host", "127.0.0.1", HOST, "an address or a name");
    int port = in.whole("gateway.port", 8700, 0, 65_535);
    Settings standard = Settings.DEFAULT;
    int body = in.size("gateway.body-limit", standard.mostBodyBytes(), 1, 64 << 20);
    Duration timeout =
        in.span("upstream.timeout", standard.modelTimeout(), Duration.ofMillis(100), DAY);
    int output = in.whole("upstream.output-tokens", (int) standard.outputTokens(), 1, 10_000_000);
    Set<String> kept = in.names("redaction.types-kept", TYPE, "types such as PERSON or CITY");
    return new Configuration.Gateway(host, port, new Settings(body, timeout, output, kept));
  }

  private static Configuration.Audit audit(Values in) {
    return new Configuration.Audit(
        in.span("audit.retention", Duration.ofDays(190), LEAST_RETENTION, DECADES),
        in.span("audit.sequence-every", Duration.ofSeconds(1), SHORT, Duration.ofHours(1)),
        in.span("audit.seal-every", Duration.ofMinutes(10), Duration.ofSeconds(1), DAY),
        in.choice("audit.origin", NetworkOrigin.Detail.TRUNCATED, NetworkOrigin.Detail.class),
        in.path("audit.witnesses", Optional.empty()));
  }

  private static Thresholds alerts(Values in) {
    Thresholds standard = Thresholds.defaults();
    int most = 100_000_000;
    int floor = in.whole("alerts.volume-floor", standard.volumeFloor(), 1, most);
    return new Thresholds(
        in.whole("alerts.refusals", standard.refusals(), 1, most),
        span(in, "alerts.refusal-window", standard.refusalWindow()),
        span(in, "alerts.volume-window", standard.volumeWindow()),
        floor,
        in.whole("alerts.volume-factor", standard.volumeFactor(), 1, 1_000_000),
        in.whole("alerts.volume-ceiling", Math.max(floor, standard.volumeCeiling()), floor, most),
        span(in, "alerts.unproven", standard.unproven()),
        span(in, "alerts.silence", standard.silence()),
        span(in, "alerts.skew", standard.skew()),
        span(in, "alerts.gap-patience", standard.gapPatience()),
        span(in, "alerts.repeat", standard.repeat()));
  }

  private static Duration span(Values in, String key, Duration standard) {
    return in.span(key, standard, Duration.ofSeconds(1), Duration.ofDays(31));
  }
}
