package dev.portcullis.local.keys;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.DataOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "Stops a key and all its secrets with this call; there is no way back.",
    footerHeading = "%nExample:%n",
    footer = "  portcullis keys revoke 3kTMd9qYx2Ab --reason 'found in a repository'")
final class RevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;
  @Mixin private KeyId key = new KeyId();

  @Option(names = "--reason", required = true, description = "Why, for whoever asks later.")
  private String reason = "";

  @Option(names = "--json", description = "Prints {\"id\"}.")
  private boolean json = false;

  RevokeCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    String id = key.id();
    try (Laptop laptop = data.open()) {
      return new KeyDesk(laptop, spec.commandLine()).answer(laptop.keys().revoke(id, reason), json);
    }
  }
}
