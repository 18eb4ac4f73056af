package dev.portcullis.local.audit;

import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.record.Quarantine;
import dev.portcullis.audit.record.RecordUnsealed;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.local.terminal.PlainText;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "unseal",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a record that was too long for the log and stands there as an envelope.",
      "It needs the data directory's keys. That it was opened is in the log before it is shown.",
      "Exit code 1 if there is no such event, 2 if it is no envelope or cannot be unsealed."
    })
final class UnsealCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  @Parameters(paramLabel = "EVENT", description = "the event's id")
  private String event = "";

  UnsealCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    // Opening makes a directory where there is none, and this command only reads.
    Desks.requireLog(data.configuration());
    try (Laptop laptop = data.open()) {
      LogSearch search =
          new LogSearch(
              laptop.records(), Optional.of(new RecordIndex(laptop.stores().published())));
      List<LogRecord> found = search.first(Query.event(event), 1);
      if (found.isEmpty()) {
        spec.commandLine().getErr().println("portcullis: no such event");
        return 1;
      }
      Quarantine.Kept kept =
          found
              .get(0)
              .sealed()
              .orElseThrow(
                  () ->
                      new SetupException(
                          "nothing of this event is sealed; 'portcullis audit show' has all there"
                              + " is"));
      String record = new String(open(laptop, kept), StandardCharsets.UTF_8);
      // If we crash after this, the log has an opening that nobody saw.
      laptop.record(
          new RecordUnsealed(
              UUID.randomUUID().toString(), laptop.clock().instant(), found.get(0).eventId()));
      spec.commandLine().getOut().println(PlainText.of(record));
      return 0;
    }
  }

  private byte[] open(Laptop laptop, Quarantine.Kept kept) {
    try {
      return laptop.quarantine().open(event, kept);
    } catch (PortException e) {
      if (e.retryable()) {
        throw e;
      }
      throw new SetupException(
          "the record cannot be unsealed: "
              + e.getMessage()
              + "; restore keys/wrapping and worm/quarantine from one backup");
    }
  }
}
