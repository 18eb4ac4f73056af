package dev.portcullis.local.rotation;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "adopt",
    mixinStandardHelpOptions = true,
    description =
        "Says which key at the provider is the one in use, for a key that was not made here; without"
            + " it that key cannot be stopped after its replacement.")
final class AdoptCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  @Option(names = "--key-id", required = true, description = "the provider's name of the key")
  private String keyId = "";

  AdoptCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    String credential = target.one(open);
    return target.tell(credential, open.rotations().adopt(credential, keyId));
  }
}
