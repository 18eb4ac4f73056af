package dev.portcullis.audit.verify;

import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import dev.portcullis.ports.WormStore.Entry;
import dev.portcullis.ports.WormStore.Version;
import java.util.List;
import java.util.Optional;

/** What can be read of a log, whoever keeps it; the rules are those of {@link WormStore}. */
public interface LogView {

  /** The oldest version of a write-once object. */
  Optional<byte[]> stored(String key);

  /** A published object. */
  Optional<byte[]> published(String key);

  /** The write-once objects behind a key. */
  List<Entry> list(String prefix, String after, int limit);

  /** Every version of a write-once object, oldest first. */
  List<Version> versions(String key);

  /** True if this view knows of retention; a plain copy of a log does not. */
  boolean knowsRetention();

  /**
   * True if {@link #list} answers; where it does not, it is not asked, and what nothing in the log
   * names cannot be found.
   */
  default boolean lists() {
    return true;
  }

  /** A log in its own stores. */
  static LogView of(WormStore worm, PublicationStore published) {
    return new LogView() {
      @Override
      public Optional<byte[]> stored(String key) {
        return worm.get(key);
      }

      @Override
      public Optional<byte[]> published(String key) {
        return published.get(key);
      }

      @Override
      public List<Entry> list(String prefix, String after, int limit) {
        return worm.list(prefix, after, limit);
      }

      @Override
      public List<Version> versions(String key) {
        return worm.versions(key);
      }

      @Override
      public boolean knowsRetention() {
        return true;
      }
    };
  }
}
