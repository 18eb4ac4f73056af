package dev.portcullis.local.laptop;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a log's objects lie on a disk, for whoever reads them without opening the data directory.
 *
 * @param worm the write-once objects
 * @param published what readers of the log fetch
 * @param key the log's public keys, one vkey a line
 */
public record LogFiles(Path worm, Path published, Path key) {
  static final String KEY = "log.vkey";

  /** The log of a data directory. */
  static LogFiles of(Path root) {
    return new LogFiles(root.resolve("worm"), root.resolve("public"), root.resolve(KEY));
  }

  /** The log in a data directory, or a bare copy of one with all objects together. */
  public static LogFiles in(Path directory) {
    LogFiles files = of(directory);
    return Files.isDirectory(files.worm())
        ? files
        : new LogFiles(directory, directory, files.key());
  }
}
