package dev.portcullis.local.setup;

import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.store.OnceFile;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Writes a commented file with every default, and prints where; overwrites none.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis config init",
      "  portcullis config init --config /etc/portcullis/portcullis.yaml"
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  InitCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    Path file = data.file();
    OnceFile once =
        new OnceFile(
            Objects.requireNonNull(file.getParent()), String.valueOf(file.getFileName()));
    if (!once.write(ConfigurationFile.template())) {
      throw new BadUse(spec.commandLine(), file + " exists; edit it, or remove it first");
    }
    spec.commandLine().getOut().println(file);
    return 0;
  }
}
