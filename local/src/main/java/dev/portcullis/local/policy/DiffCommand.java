package dev.portcullis.local.policy;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.PlainText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the cases that two sets of policies decide differently. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the cases of both directories to both sets of policies and prints those that are decided"
          + " differently, or by other policies.",
      "Exit code 0 if there are none, 1 if there are some."
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The policies in force.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "The policies that replace them.")
  private Path after = Path.of("");

  @Override
  public Integer call() {
    List<String> lines;
    try {
      lines =
          PolicyCheck.difference(
              DirectoryText.read(spec.commandLine(), before),
              DirectoryText.read(spec.commandLine(), after));
    } catch (IllegalArgumentException broken) {
      throw new BadUse(
          spec.commandLine(), "a set does not load; run 'policy check' on both first", broken);
    }
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(line -> out.println(PlainText.of(line)));
    out.println(lines.size() + " cases are decided differently");
    return lines.isEmpty() ? 0 : 1;
  }
}
