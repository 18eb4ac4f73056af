package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Action;
import dev.portcullis.rotation.Credential;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description =
        "Stops replaced keys whose grace is over, deletes keys that nobody claims, and takes up what"
            + " stands still.")
final class ReconcileCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  @Option(names = "--dry-run", description = "only show what would be deleted, and when")
  private boolean dryRun;

  ReconcileCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    for (Credential credential : target.all(open)) {
      String id = credential.id();
      List<Action> actions =
          dryRun ? open.rotations().planReconciliation(id) : open.rotations().reconcile(id);
      for (Action action : actions) {
        target
            .out()
            .printf(
                "%s: %s%s %s, %s%n",
                id,
                dryRun ? "would " : "",
                Target.word(action.kind().name()),
                action.object(),
                action.when());
      }
    }
    return 0;
  }
}
