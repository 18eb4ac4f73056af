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
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a key and prints it, this once: only a keyed hash of it is stored.",
      "The key alone goes to standard output, its id to the error stream."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  export OPENAI_API_KEY=$(portcullis keys create --owner ann --reason demo --role developer)",
      "  portcullis keys create --owner robots@acme.example --reason 'nightly report' \\",
      "      --role data_scientist --model stand-in --network 10.0.0.0/8 --expires-in 90d --json"
    })
final class CreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;
  @Mixin private SpecOptions options = new SpecOptions();

  @Option(names = "--json", description = "Prints {\"id\", \"key\"}.")
  private boolean json = false;

  CreateCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    try (Laptop laptop = data.open()) {
      return new KeyDesk(laptop, spec.commandLine())
          .answer(laptop.keys().create(options.keySpec(laptop.clock())), json);
    }
  }
}
