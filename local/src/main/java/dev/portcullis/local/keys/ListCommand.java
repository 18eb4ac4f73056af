package dev.portcullis.local.keys;

import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.DataOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the keys in the order of their ids; no secret can be shown again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis keys list --active",
      "  portcullis keys list --json | jq -r 'select(.lastUsed == null) | .id'"
    })
final class ListCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  @Option(names = "--active", description = "Only keys that are accepted now.")
  private boolean active = false;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json = false;

  ListCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Laptop laptop = data.open()) {
      if (!json) {
        out.println(KeyLines.heading());
      }
      String after = "";
      List<KeySummary> page;
      do {
        page = laptop.keys().list(after, PAGE);
        for (KeySummary key : page) {
          after = key.id();
          if (!active || key.state().equals("active")) {
            out.println(json ? KeyLines.json(key) : KeyLines.row(key));
          }
        }
      } while (page.size() == PAGE);
    }
    return 0;
  }
}
