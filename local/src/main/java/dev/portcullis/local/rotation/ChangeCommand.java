package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that takes a credential and nothing else. */
@Command(mixinStandardHelpOptions = true)
final class ChangeCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;
  private final BiFunction<Rotations, String, StepOutcome> change;

  @Mixin private Target target = new Target();

  private ChangeCommand(
      Supplier<RotationDesk> desk, BiFunction<Rotations, String, StepOutcome> change) {
    this.desk = desk;
    this.change = change;
  }

  static CommandLine resume(Supplier<RotationDesk> desk) {
    return command(desk, Rotations::resume, "Ends a pause.");
  }

  static CommandLine rollBack(Supplier<RotationDesk> desk) {
    return command(
        desk,
        Rotations::rollBack,
        "Gives readers the former key again, while its grace lasts; the present one ends instead.");
  }

  static CommandLine giveUp(Supplier<RotationDesk> desk) {
    return command(
        desk, Rotations::giveUp, "Ends the rotation under way and deletes the key it made.");
  }

  private static CommandLine command(
      Supplier<RotationDesk> desk,
      BiFunction<Rotations, String, StepOutcome> change,
      String description) {
    CommandLine line = new CommandLine(new ChangeCommand(desk, change));
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    String credential = target.one(open);
    return target.tell(credential, change.apply(open.rotations(), credential));
  }
}
