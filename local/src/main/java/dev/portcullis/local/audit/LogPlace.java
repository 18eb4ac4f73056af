package dev.portcullis.local.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a log's objects lie on a disk: the one place of this package that knows the layout of a
 * data directory.
 *
 * @param worm the write-once objects
 * @param published what readers fetch
 * @param key the log's public keys, one vkey a line
 */
record LogPlace(Path worm, Path published, Path key) {

  /** A data directory, or a bare copy of a log with all objects together. */
  static LogPlace in(Path directory) {
    Path key = directory.resolve("log.vkey");
    return Files.isDirectory(directory.resolve("worm"))
        ? new LogPlace(directory.resolve("worm"), directory.resolve("public"), key)
        : new LogPlace(directory, directory, key);
  }

  /** The data directory when nobody says another: PORTCULLIS_DATA, or .portcullis at home. */
  static Path standard(Map<String, String> environment, Path home) {
    String data = environment.getOrDefault("PORTCULLIS_DATA", "");
    return data.isEmpty() ? home.resolve(".portcullis") : Path.of(data);
  }
}
