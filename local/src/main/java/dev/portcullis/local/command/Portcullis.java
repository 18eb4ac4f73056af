package dev.portcullis.local.command;

import java.io.InputStream;
import java.security.SecureRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command; exits with 0 when done, 1 on a negative answer, 2 on bad use with one line why. */
@Command(
    name = "portcullis",
    description = "Governs calls to language models.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a negative answer, such as withheld", "2:bad use"})
public final class Portcullis implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Portcullis() {}

  /** Runs one command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.in).execute(arguments));
  }

  static CommandLine commandLine(InputStream in) {
    return new CommandLine(new Portcullis())
        .addSubcommand(new RedactCommand(in, new SecureRandom()))
        .setParameterExceptionHandler(
            (e, arguments) -> {
              // Picocli's own message may quote what was typed, which may be a secret.
              e.getCommandLine().getErr().println("portcullis: bad use; see --help");
              return 2;
            })
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println("portcullis: failed: " + e.getClass().getSimpleName());
              return 1;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a sub-command is missing");
  }
}
