package dev.portcullis.local.keys;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about API keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes, shows, rotates and stops API keys; every change is in the audit log.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis keys create --owner ann --reason 'build robot' --role developer",
      "  portcullis keys list",
      "  portcullis keys rotate 3kTMd9qYx2Ab --grace 24h",
      "  portcullis keys revoke 3kTMd9qYx2Ab --reason 'left the company'"
    })
public final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private KeysCommand() {}

  /**
   * The command with its sub-commands.
   *
   * @param in where an imported key is read from
   * @param place where this process is
   */
  public static CommandLine commandLine(InputStream in, Place place) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new CreateCommand(place))
        .addSubcommand(new ListCommand(place))
        .addSubcommand(new ShowCommand(place))
        .addSubcommand(new RotateCommand(place))
        .addSubcommand(new RevokeCommand(place))
        .addSubcommand(new ImportCommand(in, place))
        .addSubcommand(new ReconcileCommand(place));
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
