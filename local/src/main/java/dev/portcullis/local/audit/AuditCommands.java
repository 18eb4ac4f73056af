package dev.portcullis.local.audit;

import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands that read the log, and the one that erases, for the {@code audit} command. */
public final class AuditCommands {
  private AuditCommands() {}

  /**
   * Adds {@code list}, {@code show}, {@code search}, {@code export}, {@code report}, {@code
   * pseudonym} and {@code erase}.
   *
   * @param audit the command they go under; it takes enum values in any case from then on
   * @param desk opens the log when a command runs and not before, so that help needs no data
   */
  public static void addTo(CommandLine audit, Supplier<AuditDesk> desk) {
    audit
        .addSubcommand(new ListCommand(desk))
        .addSubcommand(new ShowCommand(desk))
        .addSubcommand(new SearchCommand(desk))
        .addSubcommand(new ExportCommand(desk))
        .addSubcommand(new ReportCommand(desk))
        .addSubcommand(new PseudonymCommand(desk))
        .addSubcommand(new EraseCommand(desk))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
