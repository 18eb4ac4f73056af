package dev.portcullis.local.keys;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.local.terminal.SpanConverter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a further secret under the same id and prints the new key, this once.",
      "The old one works until the grace is over; the id, and with it budget and records, stay."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis keys rotate 3kTMd9qYx2Ab              # both work for a day",
      "  portcullis keys rotate 3kTMd9qYx2Ab --grace 0s   # the old one leaked: it stops now"
    })
final class RotateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;
  @Mixin private KeyId key = new KeyId();

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = SpanConverter.class,
      description = "How long the old secret still works (default: ${DEFAULT-VALUE}).")
  private Duration grace = Duration.ZERO;

  @Option(names = "--json", description = "Prints {\"id\", \"key\"}.")
  private boolean json = false;

  RotateCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    String id = key.id();
    try (Laptop laptop = data.open()) {
      return new KeyDesk(laptop, spec.commandLine()).answer(laptop.keys().rotate(id, grace), json);
    }
  }
}
