package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.journal.Finished;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "The rotations that are over, oldest first.")
final class HistoryCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  HistoryCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    for (Credential credential : target.all(open)) {
      for (Finished rotation : open.rotations().history(credential.id())) {
        target
            .out()
            .println(
                String.join(
                    " ",
                    credential.id(),
                    rotation.startedAt().toString(),
                    rotation.endedAt().toString(),
                    Target.word(rotation.outcome().name()),
                    rotation.token(),
                    rotation.emergency() ? "emergency" : "",
                    Target.word(rotation.code())));
      }
    }
    return 0;
  }
}
