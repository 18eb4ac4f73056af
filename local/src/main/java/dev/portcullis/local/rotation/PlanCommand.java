package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Action;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Trigger;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "What a rotation now would create and delete, and what the reconciler would delete. Changes"
            + " nothing.")
final class PlanCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  PlanCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    for (Credential credential : target.all(open)) {
      Trigger trigger = RunCommand.trigger(open, credential.id(), false);
      target
          .out()
          .println(credential.id() + " (" + Target.word(credential.strategy().name()) + ")");
      print("rotation", open.rotations().planRotation(trigger));
      print("reconciler", open.rotations().planReconciliation(credential.id()));
    }
    return 0;
  }

  private void print(String by, List<Action> plan) {
    for (Action action : plan) {
      target
          .out()
          .printf(
              "  %-10s %-17s %s, from %s%n",
              by, Target.word(action.kind().name()), action.object(), action.when());
    }
  }
}
