package dev.portcullis.local.rotation;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Nothing is rotated and no key is stopped until resume; emergencies neither.")
final class PauseCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  @Option(names = "--reason", required = true, description = "why, for whoever finds it paused")
  private String reason = "";

  PauseCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    String credential = target.one(open);
    return target.tell(credential, open.rotations().pause(credential, reason));
  }
}
