package dev.portcullis.local.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A small text file that is written once, by whoever comes first, and never changed by us. */
public final class OnceFile {
  private final DurableFiles files;
  private final Path file;

  /** The file of a name in a folder; the folder is made if needed, the file is not. */
  public OnceFile(Path folder, String name) {
    this.files = new DurableFiles(folder, true);
    files.removeLeftovers();
    this.file = files.file(name);
  }

  /** What it holds; empty if nobody has written it. */
  public Optional<String> read() {
    return files.read(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Writes it, durably, unless it was written before; false if it was. */
  public boolean write(String text) {
    return files.create(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
