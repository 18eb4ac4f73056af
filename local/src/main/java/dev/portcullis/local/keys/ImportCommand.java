package dev.portcullis.local.keys;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Accepts a key of another system, read from standard input, so that its callers need no new"
          + " one.",
      "Never type a key into a command line: the shell keeps it."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  portcullis keys import --owner ann --reason migration --role developer < old-key.txt")
final class ImportCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 4_096;

  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;
  @Mixin private SpecOptions options = new SpecOptions();

  @Option(names = "--json", description = "Prints {\"id\"}.")
  private boolean json = false;

  ImportCommand(InputStream in, Place place) {
    this.in = in;
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() throws IOException {
    String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new BadUse(spec.commandLine(), "standard input is empty; it must be the key");
    }
    try (Laptop laptop = data.open()) {
      return new KeyDesk(laptop, spec.commandLine())
          .answer(
              laptop
                  .keys()
                  .importKey(SecretText.of("imported key", text), options.keySpec(laptop.clock())),
              json);
    }
  }
}
