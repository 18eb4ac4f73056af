package dev.portcullis.local.policy;

import dev.portcullis.local.terminal.PlainText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks one directory and prints every problem as editors read it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates the policies against the schema, runs their cases, and names policies that no case"
          + " exercises, that another covers or that can never apply.",
      "Exit code 0 if the set may be put in force, 1 if something must be corrected."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIRECTORY", description = "*.cedar, *.cedarschema, *.cases.json, ...")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    Map<String, String> files = DirectoryText.read(spec.commandLine(), directory);
    PolicyReport report = PolicyCheck.check(files);
    PrintWriter out = spec.commandLine().getOut();
    for (Problem problem : report.problems()) {
      out.println(PlainText.of(problem.toString()));
    }
    out.printf(
        "%d policies, %d cases, %d policies without a case, %d problems%n",
        report.policies(), report.cases(), report.uncovered().size(), report.problems().size());
    return report.passed() ? 0 : 1;
  }
}
