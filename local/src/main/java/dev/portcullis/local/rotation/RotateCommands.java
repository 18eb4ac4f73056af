package dev.portcullis.local.rotation;

import java.io.InputStream;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands that rotate credentials and show how that stands, for the {@code rotate} command.
 */
public final class RotateCommands {
  private RotateCommands() {}

  /**
   * Adds {@code plan}, {@code run}, {@code status}, {@code reconcile}, {@code history}, {@code
   * hand-over}, {@code pause}, {@code resume}, {@code roll-back}, {@code give-up} and {@code
   * adopt}.
   *
   * @param rotate the command they go under
   * @param desk opens the stores when a command runs and not before, so that help needs no data
   * @param in where a handed-over key is read from; never the command line, which others can see
   */
  public static void addTo(CommandLine rotate, Supplier<RotationDesk> desk, InputStream in) {
    rotate
        .addSubcommand(new PlanCommand(desk))
        .addSubcommand(new RunCommand(desk))
        .addSubcommand(new StatusCommand(desk))
        .addSubcommand(new ReconcileCommand(desk))
        .addSubcommand(new HistoryCommand(desk))
        .addSubcommand(new HandOverCommand(desk, in))
        .addSubcommand(new PauseCommand(desk))
        .addSubcommand("resume", ChangeCommand.resume(desk))
        .addSubcommand("roll-back", ChangeCommand.rollBack(desk))
        .addSubcommand("give-up", ChangeCommand.giveUp(desk))
        .addSubcommand(new AdoptCommand(desk));
  }
}
