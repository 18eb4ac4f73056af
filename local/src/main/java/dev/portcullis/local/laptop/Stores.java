package dev.portcullis.local.laptop;

import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.store.FilePublicationStore;
import dev.portcullis.local.store.FileRecordStore;
import dev.portcullis.local.store.FileWormStore;
import java.util.Objects;

/**
 * The stores of one data directory, each opened once a process.
 *
 * @param worm the log's write-once objects
 * @param published what readers of the log fetch
 * @param records API keys, subjects' keys, budgets
 */
public record Stores(FileWormStore worm, FilePublicationStore published, FileRecordStore records) {
  public Stores {
    Objects.requireNonNull(worm, "worm");
    Objects.requireNonNull(published, "published");
    Objects.requireNonNull(records, "records");
  }

  static Stores open(
      DataDirectory directory, Configuration configuration, Surroundings surroundings) {
    return new Stores(
        new FileWormStore(
            directory.worm(),
            surroundings.clock(),
            configuration.audit().retention(),
            surroundings.sync()),
        new FilePublicationStore(directory.published(), surroundings.sync()),
        new FileRecordStore(directory.records(), surroundings.clock(), surroundings.sync()));
  }
}
