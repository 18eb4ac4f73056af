package dev.portcullis.local.terminal;

import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.Surroundings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of every command that needs the configuration or the data directory. */
public final class DataOptions {
  private final Place place;

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT, // A group takes it before its sub-command or behind it.
      paramLabel = "DIRECTORY",
      description = "The data directory (default: PORTCULLIS_DATA, or ~/.portcullis).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The configuration (default: portcullis.yaml in the data directory).")
  private @Nullable Path file;

  /** The options, read where this process is. */
  public DataOptions(Place place) {
    this.place = place;
  }

  /** The configuration file as it is read now. */
  public ConfigurationFile read() {
    return ConfigurationFile.read(place, Optional.ofNullable(data), Optional.ofNullable(file));
  }

  /** Where the configuration is, or would be; nothing is read. */
  public Path file() {
    return ConfigurationFile.location(place, Optional.ofNullable(data), Optional.ofNullable(file));
  }

  /** The configuration in force. */
  public Configuration configuration() {
    return read().configuration();
  }

  /** Opens the data directory; the caller closes it. Alarms go to the error stream. */
  public Laptop open() {
    return Laptop.open(
        configuration(),
        Surroundings.ofProcess(
            new ErrorStreamLog(Objects.requireNonNull(spec).commandLine().getErr())));
  }
}
