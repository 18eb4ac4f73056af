package dev.portcullis.local.secrets;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with a secret on a laptop: putting it in. Nothing prints one. */
@Command(
    name = "secrets",
    mixinStandardHelpOptions = true,
    description = "Keeps credentials of others, such as the model server's.")
public final class SecretsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private SecretsCommand() {}

  /** The command with its sub-commands. */
  public static CommandLine commandLine(InputStream in, Place place) {
    return new CommandLine(new SecretsCommand()).addSubcommand(new PutCommand(in, place));
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
