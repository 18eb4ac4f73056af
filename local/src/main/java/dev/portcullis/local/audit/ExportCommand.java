package dev.portcullis.local.audit;

import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.RecordExport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes records for another system. An existing file is not overwritten.")
final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;
  @Mixin private QueryOptions options = new QueryOptions();

  @Option(
      names = "--format",
      defaultValue = "OCSF",
      description = "one of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
  private RecordExport.Format format = RecordExport.Format.OCSF;

  @Parameters(paramLabel = "FILE", description = "where to")
  private Path file = Path.of("");

  ExportCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    AuditDesk open = desk.open();
    Optional<Query> query = options.query(open);
    if (query.isEmpty()) {
      return 1;
    }
    try (OutputStream out = NewFile.open(file, Objects.requireNonNull(spec))) {
      RecordExport export = new RecordExport(format, out);
      export.begin();
      open.search(options.everything)
          .search(
              query.get(),
              record -> {
                try {
                  export.write(record);
                  return true;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return 0;
  }
}
