package dev.portcullis.authorization.keys;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Key records in the record store, changed only by compare-and-set. */
final class KeyTable {
  private static final String PREFIX = "keys/";
  private static final int ATTEMPTS = 8;
  private final RecordStore store;

  KeyTable(RecordStore store) {
    this.store = store;
  }

  /** The stored bytes; empty if there is no such key. */
  Optional<byte[]> bytes(String id) {
    Optional<RecordStore.Versioned> record = store.read(PREFIX + id);
    return record.isPresent() ? Optional.of(record.get().body()) : Optional.empty();
  }

  Optional<KeyRecord> read(String id) {
    return bytes(id).map(body -> decode(id, body));
  }

  /** False if the id is taken, by a key that was not given up before it was ever accepted. */
  boolean create(KeyRecord key) {
    byte[] body = KeyRecordJson.encode(key);
    if (store.write(PREFIX + key.id(), body, RecordStore.ABSENT).isPresent()) {
      return true;
    }
    Optional<RecordStore.Versioned> taken = store.read(PREFIX + key.id());
    return taken.isPresent()
        && decode(key.id(), taken.get().body()).abandoned()
        && store.write(PREFIX + key.id(), body, taken.get().version()).isPresent();
  }

  /** In the order of their ids, starting behind one. */
  List<KeyRecord> list(String after, int limit) {
    return store.list(PREFIX, after.isEmpty() ? "" : PREFIX + after, limit).stream()
        .map(record -> decode(record.key(), record.body()))
        .toList();
  }

  /**
   * Changes a record; the change sees the newest one and may refuse.
   *
   * @return what the change answered, or NotFound
   */
  KeyChange change(String id, Function<KeyRecord, Changed> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<RecordStore.Versioned> read = store.read(PREFIX + id);
      if (read.isEmpty()) {
        return new KeyChange.NotFound(id);
      }
      Changed changed = change.apply(decode(id, read.get().body()));
      if (changed.record().isEmpty()
          || store
              .write(
                  PREFIX + id, KeyRecordJson.encode(changed.record().get()), read.get().version())
              .isPresent()) {
        return changed.answer();
      }
    }
    throw new PortException(PortException.Code.THROTTLED, PREFIX + id);
  }

  /** A change's new record, if any, and its answer. */
  record Changed(Optional<KeyRecord> record, KeyChange answer) {
    static Changed to(KeyRecord record, KeyChange answer) {
      return new Changed(Optional.of(record), answer);
    }

    static Changed refused(String why) {
      return new Changed(Optional.empty(), new KeyChange.Refused(why));
    }
  }

  static KeyRecord decode(String id, byte[] body) {
    try {
      return KeyRecordJson.decode(body);
    } catch (IllegalArgumentException damaged) {
      throw new PortException(PortException.Code.CORRUPT, "key record " + id, damaged);
    }
  }
}
