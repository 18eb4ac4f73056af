package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.verify.Prover;
import dev.portcullis.local.config.Place;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an event's record and a proof that it is in the log (C2SP tlog-proof).",
      "A third party checks it with the log's public key alone. Existing files are not overwritten.",
      "Exit code 1 if no event of that id is covered by the signed checkpoint yet."
    })
final class ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log;

  @Parameters(paramLabel = "EVENT", description = "the event's id")
  private String event = "";

  @Option(
      names = "--log",
      paramLabel = "DIR|URL",
      description = "the log, where it is not the data directory's")
  private @Nullable String target;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "NAME",
      description = "writes NAME.json and NAME.tlog-proof (default: the event's id)")
  private @Nullable Path out;

  ProveCommand(Place place) {
    this.log = new LogOptions(place);
  }

  @Override
  public Integer call() throws IOException {
    OpenLog open = log.open(target);
    KeyRing keys = log.keys(open.place());
    Prover prover = new Prover(open.view(), keys);
    // The index may be wrong or hide an event: what it finds is proven like anything else, and what
    // it does not find is looked for in the whole log.
    Optional<Long> index =
        indexed(Desks.source(open.view(), keys), new RecordIndex(new Desks.ReadOnly(open.view())))
            .or(() -> prover.find(event));
    Optional<Prover.Proven> proven = index.flatMap(prover::prove);
    if (proven.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(index.isEmpty() ? "no such event" : "no checkpoint covers it yet");
      return 1;
    }
    Path name = out == null ? Path.of(event.replaceAll("[^A-Za-z0-9._-]", "_")) : out;
    write(name.resolveSibling(name.getFileName() + ".json"), proven.get().entry());
    byte[] proof = proven.get().proof().render();
    write(name.resolveSibling(name.getFileName() + ".tlog-proof"), proof);
    spec.commandLine()
        .getOut()
        .println("entry " + index.get() + " of " + keys.origin() + ", " + proof.length + " bytes");
    return 0;
  }

  private Optional<Long> indexed(RecordSource source, RecordIndex index) {
    try {
      if (!index.covers(source.size())) {
        return Optional.empty();
      }
      return new LogSearch(source, Optional.of(index))
          .first(Query.event(event), 1).stream().findFirst().map(LogRecord::index);
    } catch (PortException e) {
      // Something that the index leads to cannot be read; the intake objects may still say.
      return Optional.empty();
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream to = NewFile.open(file, spec)) {
      to.write(bytes);
    }
  }
}
