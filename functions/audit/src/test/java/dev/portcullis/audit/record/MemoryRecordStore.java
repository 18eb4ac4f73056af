package dev.portcullis.audit.record;

import dev.portcullis.ports.RecordStore;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A record store in memory with the port's semantics. */
public final class MemoryRecordStore implements RecordStore {
  private final TreeMap<String, Versioned> records = new TreeMap<>();
  private int versions;

  /** Runs once before the next write: what another process did in between. */
  public Runnable beforeWrite = () -> {};

  @Override
  public synchronized Optional<Versioned> read(String key) {
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public synchronized Optional<String> write(String key, byte[] body, String expected) {
    Runnable other = beforeWrite;
    beforeWrite = () -> {};
    other.run();
    Versioned present = records.get(key);
    if (!(present == null ? ABSENT : present.version()).equals(expected)) {
      return Optional.empty();
    }
    String version = "v" + ++versions;
    records.put(key, new Versioned(key, version, body.clone()));
    return Optional.of(version);
  }

  @Override
  public synchronized boolean remove(String key, String expected) {
    Versioned present = records.get(key);
    return present != null && present.version().equals(expected) && records.remove(key, present);
  }

  @Override
  public synchronized List<Versioned> list(String prefix, String after, int limit) {
    return records.tailMap(after, false).values().stream()
        .filter(record -> record.key().startsWith(prefix))
        .limit(limit)
        .toList();
  }
}
