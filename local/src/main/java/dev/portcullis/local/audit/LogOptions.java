package dev.portcullis.local.audit;

import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.LogFiles;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of the commands that need a log's objects and public keys and nothing else. */
final class LogOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private DataOptions data;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the log's public keys, one vkey a line (default: log.vkey in the directory)")
  private @Nullable Path key;

  LogOptions(Place place) {
    this.data = new DataOptions(place);
  }

  /** The log of the data directory in force; empty if a key is named, so that none is needed. */
  Optional<LogFiles> standard() {
    return key == null ? Optional.of(LogFiles.in(data.configuration().data())) : Optional.empty();
  }

  /** The log that a target names: a directory or an address; without one, the data directory. */
  OpenLog open(@Nullable String target) {
    if (target != null && OpenLog.isAddress(target)) {
      try {
        return OpenLog.address(target);
      } catch (IllegalArgumentException e) {
        throw new BadUse(line(), "this is not an address", e);
      }
    }
    Path directory = target == null ? data.configuration().data() : Path.of(target);
    if (!Files.isDirectory(directory)) {
      throw new BadUse(line(), "there is no directory " + directory);
    }
    return OpenLog.directory(directory);
  }

  /**
   * The keys that a log is believed by.
   *
   * @throws PortException INVALID if the file is not exactly verifier keys
   */
  KeyRing keys(Optional<LogFiles> place) {
    Path file = keyFile(place);
    try {
      return KeyFile.ring(file);
    } catch (PortException e) {
      if (e.code() == Code.MISSING) {
        throw new BadUse(line(), "there is no key in " + file + "; use --key", e);
      }
      throw e;
    }
  }

  /** Where those keys are. */
  Path keyFile(Optional<LogFiles> place) {
    if (key != null) {
      return key;
    }
    return place
        .map(LogFiles::key)
        .orElseThrow(
            () ->
                new BadUse(
                    line(), "name the log's public keys with --key: an address vouches for none"));
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
