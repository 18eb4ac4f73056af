package dev.portcullis.local.audit;

import dev.portcullis.local.terminal.BadUse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Model.CommandSpec;

/** Opens a file that must not exist yet: an export is evidence, and so is the one before it. */
final class NewFile {
  private NewFile() {}

  static OutputStream open(Path file, CommandSpec spec) throws IOException {
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (FileAlreadyExistsException e) {
      throw new BadUse(spec.commandLine(), file + " exists", e);
    }
  }
}
