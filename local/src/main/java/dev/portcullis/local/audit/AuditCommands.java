package dev.portcullis.local.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
   * show}, {@code search}, {@code export}, {@code report}, {@code pseudonym} and {@code erase}.
   *
   * @param standard the data directory when nobody names another
   * @param desk opens a data directory when a command runs and not before, so that help needs none
   * @param clock the time
   * @param random for the verifier, which must not be predictable to whoever wrote the log
   */
  public static CommandLine commandLine(
      Path standard, Function<Path, AuditDesk> desk, InstantSource clock, RandomGenerator random) {
    DeskOption data = new DeskOption(standard, desk);
    return new CommandLine(new AuditCommands())
        .addSubcommand(new VerifyCommand(standard, clock, random))
        .addSubcommand(new ProveCommand(standard))
        .addSubcommand(new CheckProofCommand(standard))
        .addSubcommand(new ListCommand(data.copy()))
        .addSubcommand(new ShowCommand(data.copy()))
        .addSubcommand(new SearchCommand(data.copy()))
        .addSubcommand(new ExportCommand(data.copy()))
        .addSubcommand(new ReportCommand(data.copy()))
        .addSubcommand(new PseudonymCommand(data.copy()))
        .addSubcommand(new EraseCommand(data.copy()))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a sub-command is missing");
  }
}
