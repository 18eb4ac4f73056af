package dev.portcullis.local.witness;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands of somebody who witnesses others' logs. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = "Cosigns the heads of others' audit logs, so that none shows two histories.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis witness key",
      "  portcullis witness serve --logs logs.txt --port 8710",
      "  portcullis witness evidence"
    })
public final class WitnessCommands implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private WitnessCommands() {}

  /** The command with {@code serve}, {@code key} and {@code evidence}. */
  public static CommandLine commandLine(Place place) {
    return new CommandLine(new WitnessCommands())
        .addSubcommand(new ServeCommand(place))
        .addSubcommand(new KeyCommand(place))
        .addSubcommand(new EvidenceCommand(place));
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
