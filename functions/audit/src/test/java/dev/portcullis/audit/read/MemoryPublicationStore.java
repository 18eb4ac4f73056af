package dev.portcullis.audit.read;

import dev.portcullis.ports.PublicationStore;
import java.util.Optional;
import java.util.TreeMap;

/** A publication store in memory. */
public final class MemoryPublicationStore implements PublicationStore {
  public final TreeMap<String, byte[]> objects = new TreeMap<>();

  @Override
  public void replace(String key, byte[] body) {
    objects.put(key, body.clone());
  }

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
  }

  @Override
  public void remove(String key) {
    objects.remove(key);
  }
}
