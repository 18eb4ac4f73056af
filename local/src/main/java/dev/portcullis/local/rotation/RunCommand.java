package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Action;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Rotates now, or goes on with the rotation under way. Exit code 1 if it is not done yet.")
final class RunCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  @Option(
      names = "--emergency",
      description = "the former key stops with this rotation; nobody gets any grace")
  private boolean emergency;

  @Option(names = "--dry-run", description = "only show what would be created and deleted")
  private boolean dryRun;

  RunCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    int exit = 0;
    for (Credential credential : target.all(open)) {
      Trigger trigger = trigger(open, credential.id(), emergency);
      if (dryRun) {
        for (Action action : open.rotations().planRotation(trigger)) {
          target
              .out()
              .printf(
                  "%s: would %s %s, from %s%n",
                  credential.id(),
                  Target.word(action.kind().name()),
                  action.object(),
                  action.when());
        }
      } else {
        exit = Math.max(exit, run(open.rotations(), trigger));
      }
    }
    return exit;
  }

  private int run(Rotations rotations, Trigger trigger) {
    StepOutcome outcome = rotations.handle(trigger);
    int exit = target.tell(trigger.credential(), outcome);
    rotations.instructions(trigger.credential()).ifPresent(target.out()::println);
    return exit;
  }

  /** The rotation under way, or a new one that this moment names. */
  static Trigger trigger(RotationDesk open, String id, boolean emergency) {
    String token = Trigger.whole(id, "operator " + open.clock().instant()).token();
    return open.rotations().asked(id, token, emergency);
  }
}
