package dev.portcullis.local.audit;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data directory a command works on; it is opened when the command runs and not before. */
final class DeskOption {
  private final Path standard;
  private final Function<Path, AuditDesk> opener;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "the data directory (default: PORTCULLIS_DATA, or ~/.portcullis)")
  private @Nullable Path data;

  DeskOption(Path standard, Function<Path, AuditDesk> opener) {
    this.standard = standard;
    this.opener = opener;
  }

  AuditDesk open() {
    return opener.apply(data == null ? standard : data);
  }

  /** Options of another command over the same directories: picocli fills each once. */
  DeskOption copy() {
    return new DeskOption(standard, opener);
  }
}
