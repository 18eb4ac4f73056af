package dev.portcullis.local.rotation;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.HandedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "hand-over",
    mixinStandardHelpOptions = true,
    description =
        "Takes the key that was asked for from standard input and goes on with the rotation.")
final class HandOverCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;
  private final InputStream in;

  @Mixin private Target target = new Target();
  @Spec private CommandSpec spec = CommandSpec.create();

  HandOverCommand(Supplier<RotationDesk> desk, InputStream in) {
    this.desk = desk;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    RotationDesk open = desk.get();
    String credential = target.one(open);
    byte[] bytes = in.readNBytes(HandedKey.MOST_CHARACTERS + 1);
    SecretText key =
        HandedKey.of(new String(bytes, StandardCharsets.ISO_8859_1))
            .orElseThrow(() -> new BadUse(spec.commandLine(), "standard input holds no key"));
    return target.tell(credential, open.rotations().handOver(credential, key));
  }
}
