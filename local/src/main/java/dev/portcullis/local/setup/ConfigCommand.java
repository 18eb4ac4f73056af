package dev.portcullis.local.setup;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about the configuration. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Writes, shows and checks the configuration. Nothing needs one: it has defaults.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis config init",
      "  portcullis config check",
      "  portcullis config show --json | jq -r '.[\"gateway.port\"]'"
    })
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ConfigCommand() {}

  /** The command with its sub-commands, where this process is. */
  public static CommandLine commandLine(Place place) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new InitCommand(place))
        .addSubcommand(new ShowCommand(place))
        .addSubcommand(new CheckCommand(place));
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
