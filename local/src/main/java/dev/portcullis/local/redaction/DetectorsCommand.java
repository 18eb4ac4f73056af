package dev.portcullis.local.redaction;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.Detector;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is looked for, and tries out detectors of one's own. */
@Command(
    name = "detectors",
    mixinStandardHelpOptions = true,
    description = "Shows what redaction looks for, and tries out detectors of one's own.")
public final class DetectorsCommand implements Runnable {
  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command over an input. */
  public DetectorsCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the detectors of a profile: rule, type, score, validator.")
  int list(@Mixin DetectorOptions options) {
    PrintWriter out = spec.commandLine().getOut();
    for (Detector one : options.set(List.of()).detectors()) {
      out.printf("%-44s %-28s %.2f  %s%n", one.rule(), one.type(), one.score(), one.validator());
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one detector, by its rule's id, or all detectors of a type.")
  int show(
      @Mixin DetectorOptions options,
      @Parameters(paramLabel = "RULE|TYPE", description = "As 'list' prints it.") String name) {
    PrintWriter out = spec.commandLine().getOut();
    List<Detector> found =
        options.set(List.of()).detectors().stream()
            .filter(one -> one.rule().equals(name) || one.type().equals(name))
            .toList();
    for (Detector one : found) {
      out.printf(
          "%s%n  type       %s%n  file       %s.detectors%n  score      %.2f%n  validator  %s%n"
              + "  context    %s%n",
          one.rule(),
          one.type(),
          one.family(),
          one.score(),
          one.validator().isEmpty() ? "none" : one.validator(),
          one.needsContext() ? "needed outside the strict profile" : "not needed");
    }
    if (found.isEmpty()) {
      spec.commandLine().getErr().println("portcullis: there is no such detector; see 'list'");
      return 1;
    }
    return 0;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Tries out a file of detectors: each line of standard input, and what that file finds in it.",
        "Exits with 1 if it finds nothing at all."
      })
  int test(
      @Mixin DetectorOptions options,
      @Parameters(paramLabel = "FILE", description = "A *.detectors file.") Path file)
      throws IOException {
    DetectorSet set = options.set(List.of(file));
    Scanner scanner = new Scanner(set, Budget.DEFAULT);
    String name = String.valueOf(file.getFileName());
    String family = name.substring(0, name.lastIndexOf('.'));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        set.detectors().stream().filter(one -> one.family().equals(family)).count()
            + " detectors in "
            + name);
    int found = 0;
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (scanner.scanEvery(line) instanceof ScanResult.Scanned scanned) {
        for (Span span : scanned.spans()) {
          if (span.rule().startsWith(family + ".")) {
            found++;
            out.printf(
                "line %d, %d-%d: %s score %.2f by %s%n",
                number, span.start(), span.end(), span.type(), span.score(), span.rule());
          }
        }
      }
    }
    return found > 0 ? 0 : 1;
  }
}
