package dev.portcullis.local.audit;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about the audit log. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Verifies the audit log, proves single records, and reads, exports and reports.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis audit verify",
      "  portcullis audit search --decision denied --from 2026-11-01",
      "  portcullis audit prove 4f1c2a90",
      "  portcullis audit report november.html --from 2026-11-01 --to 2026-11-30"
    })
public final class AuditCommands implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private AuditCommands() {}

  /**
   * The command with {@code verify}, {@code prove}, {@code check-proof}, {@code list}, {@code
   * show}, {@code search}, {@code export}, {@code report}, {@code pseudonym}, {@code erase}, {@code
   * unseal} and {@code index}.
   *
   * @param place where this process is
   */
  public static CommandLine commandLine(Place place) {
    return commandLine(place, Desks::open, InstantSource.system(), new SecureRandom());
  }

  /**
   * The same with another way to a log.
   *
   * @param desk opens a log when a command runs and not before, so that help needs none
   * @param clock the time
   * @param random for the verifier, which must not be predictable to whoever wrote the log
   */
  static CommandLine commandLine(
      Place place,
      Function<DataOptions, AuditDesk> desk,
      InstantSource clock,
      RandomGenerator random) {
    return new CommandLine(new AuditCommands())
        .addSubcommand(new VerifyCommand(place, clock, random))
        .addSubcommand(new ProveCommand(place))
        .addSubcommand(new CheckProofCommand(place))
        .addSubcommand(new ListCommand(new DeskOptions(place, desk)))
        .addSubcommand(new ShowCommand(new DeskOptions(place, desk)))
        .addSubcommand(new SearchCommand(new DeskOptions(place, desk)))
        .addSubcommand(new ExportCommand(new DeskOptions(place, desk)))
        .addSubcommand(new ReportCommand(new DeskOptions(place, desk)))
        .addSubcommand(new PseudonymCommand(new DeskOptions(place, desk)))
        .addSubcommand(new EraseCommand(new DeskOptions(place, desk)))
        .addSubcommand(new UnsealCommand(place))
        .addSubcommand(new IndexCommand(place, desk))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new BadUse(spec.commandLine(), "a sub-command is missing");
  }
}
