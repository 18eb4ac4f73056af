package dev.portcullis.local.keys;

import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.DataOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows all that is known of one key. Exit code 1 if there is none of this id.")
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;
  @Mixin private KeyId key = new KeyId();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json = false;

  ShowCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    String id = key.id();
    try (Laptop laptop = data.open()) {
      Optional<KeySummary> found = laptop.keys().show(id);
      if (found.isEmpty()) {
        spec.commandLine().getErr().println("portcullis: there is no key with this id");
        return 1;
      }
      if (json) {
        spec.commandLine().getOut().println(KeyLines.json(found.get()));
      } else {
        KeyLines.lines(found.get()).forEach(spec.commandLine().getOut()::println);
      }
      return 0;
    }
  }
}
