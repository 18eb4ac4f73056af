package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.Query;
import dev.portcullis.local.terminal.PlainText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "One event, or all records of one request. Exit code 1 if there is none.")
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;

  @Parameters(paramLabel = "ID", description = "an event id or a request id")
  private String id = "";

  @Option(names = "--json", description = "the records as stored, one a line")
  private boolean json;

  ShowCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AuditDesk open = desk.open();
    List<LogRecord> found = open.search(false).first(Query.event(id), 100);
    if (found.isEmpty()) {
      found = open.search(false).first(Query.request(id), 100);
    }
    for (LogRecord record : found) {
      if (json) {
        RecordLine.print(record, true, out);
      } else {
        RecordLine.print(record, false, out);
        out.println(PlainText.of(new String(record.bytes(), StandardCharsets.UTF_8)));
      }
    }
    return found.isEmpty() ? 1 : 0;
  }
}
