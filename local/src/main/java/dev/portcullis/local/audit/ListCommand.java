package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The newest records, oldest of them first.")
final class ListCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;

  @Option(
      names = {"-n", "--count"},
      defaultValue = "20",
      description = "how many (default ${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--json", description = "the records as stored, one a line")
  private boolean json;

  ListCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AuditDesk open = desk.open();
    long size = open.source().size();
    open.source()
        .read(
            Math.max(0, size - Math.max(0, count)),
            size,
            (index, entry) -> {
              RecordLine.print(LogRecord.parse(index, entry), json, out);
              return true;
            });
    return 0;
  }
}
