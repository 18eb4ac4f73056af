package dev.portcullis.local.keys;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.DataOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Ends what a command that was stopped left half made, and prints the ids of those keys.",
      "'serve' does so by itself. Nothing of it was ever accepted."
    })
final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  ReconcileCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    try (Laptop laptop = data.open()) {
      List<String> ids = laptop.keys().giveUpUnfinished();
      if (!ids.isEmpty()) {
        new KeyDesk(laptop, spec.commandLine()).ordered();
      }
      ids.forEach(spec.commandLine().getOut()::println);
      return 0;
    }
  }
}
