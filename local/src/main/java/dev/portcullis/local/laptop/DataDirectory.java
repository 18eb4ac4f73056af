package dev.portcullis.local.laptop;

import dev.portcullis.local.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where each store lies in a data directory that only its owner can enter. */
final class DataDirectory {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path root;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /** Makes the directory if it is not there; refuses one that others can look into. */
  static DataDirectory open(Path root) {
    try {
      Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER));
      if (!OWNER.containsAll(Files.getPosixFilePermissions(root))) {
        throw new SetupException(
            root + ": others may enter this data directory; run: chmod 700 " + root);
      }
      return new DataDirectory(root);
    } catch (IOException | UnsupportedOperationException e) {
      throw new SetupException(
          root + ": cannot be used as the data directory; choose another with --data");
    }
  }

  Path root() {
    return root;
  }

  Path worm() {
    return LogFiles.of(root).worm();
  }

  Path published() {
    return LogFiles.of(root).published();
  }

  Path records() {
    return root.resolve("records");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path logKey() {
    return root.resolve("keys/log");
  }

  Path wrappingKeys() {
    return root.resolve("keys/wrapping");
  }
}
