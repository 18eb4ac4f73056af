package dev.portcullis.authorization;

import dev.portcullis.ports.RecordStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A fake that keeps the port's sentences: atomic compare-and-set, versions never repeat. */
public class MemoryRecordStore implements RecordStore {
  public final ConcurrentSkipListMap<String, Versioned> records = new ConcurrentSkipListMap<>();
  public final AtomicInteger reads = new AtomicInteger();
  private final AtomicLong versions = new AtomicLong();

  @Override
  public Optional<Versioned> read(String key) {
    reads.incrementAndGet();
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public Optional<String> write(String key, byte[] body, String expected) {
    String version = "v" + versions.incrementAndGet();
    Versioned next = new Versioned(key, version, body.clone());
    Versioned now =
        records.compute(
            key,
            (unused, old) -> {
              String present = old == null ? ABSENT : old.version();
              return present.equals(expected) ? next : old;
            });
    return now == next ? Optional.of(version) : Optional.empty();
  }

  @Override
  public boolean remove(String key, String expected) {
    Versioned old = records.get(key);
    return old != null && old.version().equals(expected) && records.remove(key, old);
  }

  @Override
  public List<Versioned> list(String prefix, String after, int limit) {
    return records.tailMap(after, false).values().stream()
        .filter(record -> record.key().startsWith(prefix))
        .limit(limit)
        .toList();
  }
}
