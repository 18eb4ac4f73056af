package dev.portcullis.contract.memory;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Records under compare-and-set in memory. Safe for concurrent use. */
public final class MemoryRecordStore implements RecordStore {
  private final TreeMap<String, Versioned> records = new TreeMap<>();
  private long writes;

  /** An empty store. */
  public MemoryRecordStore() {}

  @Override
  public synchronized Optional<Versioned> read(String key) {
    Keys.check(key);
    return Optional.ofNullable(records.get(key)).map(MemoryRecordStore::copy);
  }

  @Override
  public synchronized Optional<String> write(String key, byte[] body, String expected) {
    Keys.check(key);
    if (body.length > 64 << 10) {
      throw new PortException(Code.INVALID, "write " + key + ": more than 64 KiB");
    }
    if (!present(key).equals(expected)) {
      return Optional.empty();
    }
    String version = "w" + ++writes;
    records.put(key, new Versioned(key, version, body.clone()));
    return Optional.of(version);
  }

  @Override
  public synchronized boolean remove(String key, String expected) {
    Keys.check(key);
    if (!records.containsKey(key) || !present(key).equals(expected)) {
      return false;
    }
    records.remove(key);
    return true;
  }

  @Override
  public synchronized List<Versioned> list(String prefix, String after, int limit) {
    List<Versioned> found = new ArrayList<>();
    boolean inclusive = after.compareTo(prefix) < 0;
    for (Versioned versioned : records.tailMap(inclusive ? prefix : after, inclusive).values()) {
      if (!versioned.key().startsWith(prefix) || found.size() == limit) {
        break;
      }
      found.add(copy(versioned));
    }
    return found;
  }

  private String present(String key) {
    Versioned versioned = records.get(key);
    return versioned == null ? ABSENT : versioned.version();
  }

  private static Versioned copy(Versioned versioned) {
    return new Versioned(versioned.key(), versioned.version(), versioned.body().clone());
  }
}
