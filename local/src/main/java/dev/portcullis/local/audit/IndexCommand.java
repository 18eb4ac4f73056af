package dev.portcullis.local.audit;

import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.LogFiles;
import dev.portcullis.local.store.FilePublicationStore;
import dev.portcullis.local.terminal.DataOptions;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = "Builds the index that searches use anew from the log; it is never trusted.")
final class IndexCommand implements Callable<Integer> {
  private final Function<DataOptions, AuditDesk> opener;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  IndexCommand(Place place, Function<DataOptions, AuditDesk> opener) {
    this.data = new DataOptions(place);
    this.opener = opener;
  }

  @Override
  public Integer call() {
    AuditDesk desk = opener.apply(data);
    LogFiles files = LogFiles.in(data.configuration().data());
    long read =
        new RecordIndex(new FilePublicationStore(files.published(), true)).rebuild(desk.source());
    spec.commandLine().getOut().println(read + " of " + desk.source().size() + " records indexed");
    return 0;
  }
}
