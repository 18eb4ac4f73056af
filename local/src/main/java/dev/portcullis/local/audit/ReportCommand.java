package dev.portcullis.local.audit;

import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.report.HtmlReport;
import dev.portcullis.audit.read.report.UsageReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
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
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Usage, refusals, redactions, spend and unfinished calls as one HTML page. An existing file"
            + " is not overwritten.")
final class ReportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;
  @Mixin private QueryOptions options = new QueryOptions();

  @Option(
      names = "--patience",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description = "a call without an outcome is unfinished after so long (${DEFAULT-VALUE})")
  private int patience;

  @Option(names = "--currency", defaultValue = "USD", description = "the unit of spend")
  private String currency = "USD";

  @Parameters(paramLabel = "FILE", description = "where to, such as report.html")
  private Path file = Path.of("");

  ReportCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    AuditDesk open = desk.open();
    Optional<Query> query = options.query(open);
    if (query.isEmpty()) {
      return 1;
    }
    UsageReport report = new UsageReport(Duration.ofMinutes(Math.max(0, patience)));
    open.search(options.everything).search(query.get(), report::add);
    byte[] page =
        new HtmlReport(open.deployment(), open.clock().instant(), currency).render(report);
    try (OutputStream out = NewFile.open(file, Objects.requireNonNull(spec))) {
      out.write(page);
    }
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(
            report.records() + " records, " + report.unfinished().size() + " unfinished calls");
    return 0;
  }
}
