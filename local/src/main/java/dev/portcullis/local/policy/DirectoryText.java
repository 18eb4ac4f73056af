package dev.portcullis.local.policy;

import dev.portcullis.local.terminal.BadUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** Reads the directory that a command names, or says in one line that it cannot. */
final class DirectoryText {
  private DirectoryText() {}

  static Map<String, String> read(CommandLine line, Path directory) {
    try {
      return PolicyCheck.read(directory);
    } catch (IOException unreadable) {
      throw new BadUse(
          line, "a directory of policies cannot be read as UTF-8 text; check its name", unreadable);
    }
  }
}
