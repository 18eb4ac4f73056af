package dev.portcullis.local.audit;

import dev.portcullis.audit.read.Query;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "The records that match, in log order. Exit code 1 if none does.")
final class SearchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DeskOptions desk;
  @Mixin private QueryOptions options = new QueryOptions();

  @Option(names = "--limit", description = "stop after so many (default: all)")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--json", description = "the records as stored, one a line")
  private boolean json;

  SearchCommand(DeskOptions desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AuditDesk open = desk.open();
    Optional<Query> query = options.query(open);
    long[] found = {0};
    if (query.isPresent() && limit > 0) {
      open.search(options.everything)
          .search(
              query.get(),
              record -> {
                RecordLine.print(record, json, out);
                return ++found[0] < limit && !out.checkError();
              });
    }
    return found[0] == 0 ? 1 : 0;
  }
}
