package dev.portcullis.local.setup;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.local.terminal.PlainText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints every key with the value in force. It holds no secret.",
    footerHeading = "%nExamples:%n",
    footer = {"  portcullis config show", "  portcullis config show --json | jq ."})
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  @Option(names = "--json", description = "One JSON object, keys to values.")
  private boolean json = false;

  ShowCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ConfigurationFile file = data.read();
    Map<String, Object> values = new LinkedHashMap<>(file.effective());
    values.put("data", file.configuration().data().toString());
    if (json) {
      out.println(StrictJson.write(values));
      return 0;
    }
    String from = Files.exists(file.file()) ? "" : " (not there: the defaults)";
    out.println(PlainText.of("# " + file.file() + from));
    values.forEach(
        (key, value) ->
            out.println(PlainText.of(String.format(Locale.ROOT, "%-24s  %s", key, value))));
    return 0;
  }
}
