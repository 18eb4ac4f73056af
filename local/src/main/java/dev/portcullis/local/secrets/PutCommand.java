package dev.portcullis.local.secrets;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores a new version of a secret, which a running gateway uses from its next call on. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a secret from standard input and makes it the one in use.",
      "It is never taken from the command line, where other users could see it."
    },
    footerHeading = "%nExample:%n",
    footer = "  portcullis secrets put upstream < key.txt")
final class PutCommand implements Callable<Integer> {
  private static final int LONGEST = 16 << 10;

  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  @Parameters(paramLabel = "NAME", description = "As the configuration names it, such as upstream.")
  private String name = "";

  PutCommand(InputStream in, Place place) {
    this.in = in;
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() throws IOException {
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new BadUse(
          spec.commandLine(), "a name is 1 to 32 of a-z, 0-9 and hyphens, from a letter on");
    }
    String value = new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8).strip();
    boolean visible = value.chars().allMatch(c -> c > ' ' && c < 127);
    if (value.isEmpty() || value.length() > LONGEST || !visible) {
      throw new BadUse(
          spec.commandLine(), "a secret on standard input is 1 to 16,384 visible characters");
    }
    try (Laptop laptop = data.open()) {
      String version = "t" + laptop.clock().instant().toEpochMilli();
      laptop.secrets().put(name, version, SecretText.of(name, value));
      spec.commandLine().getOut().println(name + " " + version);
      return 0;
    }
  }
}
