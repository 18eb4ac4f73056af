package dev.portcullis.local.store;

import dev.portcullis.ports.PublicationStore;
import java.nio.file.Path;
import java.util.Optional;

/** Replaceable objects as files, each put in place by an atomic rename. */
public final class FilePublicationStore implements PublicationStore {
  private final DurableFiles files;

  /**
   * A store below one folder.
   *
   * @param sync false only for measuring what flushing costs
   */
  public FilePublicationStore(Path root, boolean sync) {
    this.files = new DurableFiles(root, sync);
    files.removeLeftovers();
  }

  @Override
  public void replace(String key, byte[] body) {
    files.replace(files.file(key), body);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return files.read(files.file(key));
  }

  @Override
  public void remove(String key) {
    files.remove(files.file(key));
  }
}
