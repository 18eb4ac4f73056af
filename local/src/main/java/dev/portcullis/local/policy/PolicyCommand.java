package dev.portcullis.local.policy;

import dev.portcullis.local.terminal.BadUse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about policies. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks policies before they are put in force, and compares two sets of them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis policy check infra/policies",
      "  portcullis policy diff infra/policies /tmp/changed"
    })
public final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private PolicyCommand() {}

  /** The command with its sub-commands. */
  public static CommandLine commandLine() {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new DiffCommand());
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
