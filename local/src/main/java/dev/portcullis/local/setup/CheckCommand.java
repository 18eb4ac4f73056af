package dev.portcullis.local.setup;

import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.local.terminal.PlainText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the configuration and every file it names, as a start would; prints each problem.",
      "One a line. Exit code 1 if there is one. No data directory is opened or made."
    },
    footerHeading = "%nExample:%n",
    footer = "  portcullis config check --config portcullis.yaml && echo fine")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  CheckCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    List<String> problems = problems();
    problems.forEach(problem -> spec.commandLine().getOut().println(PlainText.of(problem)));
    return problems.isEmpty() ? 0 : 1;
  }

  private List<String> problems() {
    try {
      Configuration configuration = data.configuration();
      return Laptop.problems(configuration, Surroundings.ofProcess(OperatorLog.silent()));
    } catch (SetupException wrong) {
      return wrong.problems();
    }
  }
}
