package dev.portcullis.local.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Writes a commented file with every default, and prints where; overwrites none.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis config init",
      "  portcullis config init --config /etc/portcullis/portcullis.yaml"
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  InitCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() {
    Path file = data.file();
    try {
      Path folder = Objects.requireNonNull(file.getParent());
      Files.createDirectories(folder, owner("rwx------"));
      Set<StandardOpenOption> anew =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = Files.newByteChannel(file, anew, owner("rw-------"))) {
        channel.write(ByteBuffer.wrap(ConfigurationFile.template().getBytes(UTF_8)));
      }
    } catch (FileAlreadyExistsException e) {
      throw new BadUse(spec.commandLine(), file + " exists; edit it, or remove it first", e);
    } catch (IOException e) {
      throw new BadUse(spec.commandLine(), file + " cannot be written; choose another --config", e);
    }
    spec.commandLine().getOut().println(file);
    return 0;
  }

  private static FileAttribute<Set<PosixFilePermission>> owner(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
