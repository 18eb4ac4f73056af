package dev.portcullis.bench.audit;

import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Both stores in one map that copies nothing, so that only the log's own work is measured. */
final class MapStore implements WormStore, PublicationStore {
  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final Instant retainUntil = Instant.ofEpochSecond(4_000_000_000L);

  /** How many objects were written, replaced ones counted again. */
  long writes;

  @Override
  public PutOutcome create(String key, byte[] body, Instant until) {
    writes++;
    return objects.putIfAbsent(key, body) == null ? new Created(entry(key, body)) : new Exists();
  }

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    List<Entry> found = new ArrayList<>();
    boolean inclusive = after.compareTo(prefix) < 0;
    for (Map.Entry<String, byte[]> o :
        objects.tailMap(inclusive ? prefix : after, inclusive).entrySet()) {
      if (!o.getKey().startsWith(prefix) || found.size() == limit) {
        break;
      }
      found.add(entry(o.getKey(), o.getValue()));
    }
    return found;
  }

  @Override
  public List<Version> versions(String key) {
    return get(key).map(b -> List.of(new Version("1", false, entry(key, b)))).orElse(List.of());
  }

  @Override
  public void replace(String key, byte[] body) {
    writes++;
    objects.put(key, body);
  }

  @Override
  public void remove(String key) {
    objects.remove(key);
  }

  private Entry entry(String key, byte[] body) {
    return new Entry(key, body.length, Instant.EPOCH, Optional.of(retainUntil));
  }
}
