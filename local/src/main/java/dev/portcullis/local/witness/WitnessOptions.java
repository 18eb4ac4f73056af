package dev.portcullis.local.witness;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.terminal.DataOptions;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command of a witness. */
final class WitnessOptions {
  @Mixin private DataOptions data;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the witness's name, chosen once (default: one that follows from its key)")
  private String name = "";

  WitnessOptions(Place place) {
    this.data = new DataOptions(place);
  }

  /** The witness of the data directory in force; made if there is none. */
  WitnessDesk open() {
    // Before a key is made for a name that no key can have.
    if (name.chars().anyMatch(c -> c == '+' || c < ' ' || Character.isSpaceChar(c))) {
      throw new SetupException("--name takes no space and no plus");
    }
    return new WitnessDesk(data.configuration().data(), name, InstantSource.system());
  }
}
