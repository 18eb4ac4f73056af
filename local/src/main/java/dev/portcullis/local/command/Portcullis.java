package dev.portcullis.local.command;

import dev.portcullis.local.audit.AuditCommands;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.gateway.ServeCommand;
import dev.portcullis.local.keys.KeysCommand;
import dev.portcullis.local.laptop.Version;
import dev.portcullis.local.policy.PolicyCommand;
import dev.portcullis.local.redaction.DetectorsCommand;
import dev.portcullis.local.redaction.RedactCommand;
import dev.portcullis.local.rotation.RotateGroup;
import dev.portcullis.local.secrets.SecretsCommand;
import dev.portcullis.local.setup.ConfigCommand;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.CommandErrors;
import dev.portcullis.local.trial.TryCommand;
import dev.portcullis.local.witness.WitnessCommands;
import java.io.InputStream;
import java.security.SecureRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command; exits with 0 when done, 1 on a negative answer, 2 on bad use with one line why. */
@Command(
    name = "portcullis",
    description = "Governs calls to language models.",
    version = "portcullis " + Version.NUMBER,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a negative answer, such as denied, withheld or not verified",
      "2:bad use, with one line that says what to do"
    })
public final class Portcullis implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Portcullis() {}

  /** Runs one command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.in, Place.ofProcess()).execute(arguments));
  }

  /**
   * The command with all its sub-commands.
   *
   * @param in what a command reads as its input
   * @param place where this process is
   */
  static CommandLine commandLine(InputStream in, Place place) {
    CommandLine commands =
        new CommandLine(new Portcullis())
            .addSubcommand(new TryCommand(place))
            .addSubcommand(new ServeCommand(place))
            .addSubcommand(new RedactCommand(in, new SecureRandom()))
            .addSubcommand(new DetectorsCommand(in))
            .addSubcommand(KeysCommand.commandLine(in, place))
            .addSubcommand(new AuthorizeCommand(in, place))
            .addSubcommand(AuditCommands.commandLine(place))
            .addSubcommand(WitnessCommands.commandLine(place))
            .addSubcommand(PolicyCommand.commandLine())
            .addSubcommand(ConfigCommand.commandLine(place))
            .addSubcommand(SecretsCommand.commandLine(in, place))
            .addSubcommand(RotateGroup.commandLine(in, place))
            .addSubcommand(new CompletionCommand());
    CommandErrors.reportOn(commands);
    return commands;
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
