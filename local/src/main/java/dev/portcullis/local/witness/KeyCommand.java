package dev.portcullis.local.witness;

import dev.portcullis.local.config.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Prints the key that verifies this witness's cosignatures, as a vkey.")
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private WitnessOptions options;

  KeyCommand(Place place) {
    this.options = new WitnessOptions(place);
  }

  @Override
  public void run() {
    spec.commandLine().getOut().println(options.open().key().render());
  }
}
