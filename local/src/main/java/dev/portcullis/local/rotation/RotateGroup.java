package dev.portcullis.local.rotation;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about rotation; the data directory is named before the verb or behind it. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Replaces credentials without an outage, as rotation.yaml in the data directory says.",
      "'portcullis serve' does so by itself while it runs; these commands work beside it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis rotate plan",
      "  portcullis rotate run openai --dry-run",
      "  portcullis rotate status --data DIRECTORY",
      "  portcullis rotate run openai --emergency"
    })
public final class RotateGroup implements Runnable {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOptions data;

  private RotateGroup(Place place) {
    this.data = new DataOptions(place);
  }

  /**
   * The command with its sub-commands.
   *
   * @param in where a handed-over key is read from
   * @param place where this process is
   */
  public static CommandLine commandLine(InputStream in, Place place) {
    RotateGroup group = new RotateGroup(place);
    CommandLine line = new CommandLine(group);
    RotateCommands.addTo(line, () -> LaptopRotations.desk(group.data.open()), in);
    return line;
  }

  @Override
  public void run() {
    throw new BadUse(Objects.requireNonNull(spec).commandLine(), "a sub-command is missing");
  }
}
