package dev.portcullis.bench.audit;

import dev.portcullis.ports.WormStore.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Writes out what a log shows to everybody, for another program to verify the very same log. */
final class PeerLog {
  private PeerLog() {}

  /**
   * A new folder with tiles, bundles, the key as {@code vkey} and the checkpoints as {@code
   * notes/0} and so on.
   *
   * @param checkpoints each that was signed, oldest first
   */
  static Path write(MapStore store, String vkey, List<byte[]> checkpoints) {
    try {
      Path folder = Files.createTempDirectory("peer-log");
      for (Entry tile : store.list("tile/", "", Integer.MAX_VALUE)) {
        write(folder.resolve(tile.key()), store.get(tile.key()).orElseThrow());
      }
      Files.writeString(folder.resolve("vkey"), vkey);
      for (int i = 0; i < checkpoints.size(); i++) {
        write(folder.resolve("notes").resolve(Integer.toString(i)), checkpoints.get(i));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what {@link #write} made. */
  static void remove(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
