package dev.portcullis.local.witness;

import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.witness.AddCheckpoint;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.PlainText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Lists heads that a log signed and that do not continue what this witness had cosigned.",
      "Exit code 1 if there is one."
    })
final class EvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private WitnessOptions options;

  @Option(names = "--notes", description = "the signed heads themselves, to show to others")
  private boolean notes;

  EvidenceCommand(Place place) {
    this.options = new WitnessOptions(place);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<AddCheckpoint> evidence = options.open().evidence();
    for (AddCheckpoint one : evidence) {
      if (notes) {
        out.println(PlainText.of(new String(one.checkpoint().render(), StandardCharsets.UTF_8)));
      } else {
        Checkpoint head = Checkpoint.parse(one.checkpoint().text());
        out.println(PlainText.of(head.origin() + " signed another head of size " + head.size()));
      }
    }
    return evidence.isEmpty() ? 0 : 1;
  }
}
