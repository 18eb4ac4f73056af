package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.RecordStore;
import java.util.List;
import java.util.Optional;

/** Records whose writes go through the gate. */
record GatedRecords(RecordStore store, Gate gate) implements RecordStore {
  @Override
  public Optional<Versioned> read(String key) {
    return store.read(key);
  }

  @Override
  public Optional<String> write(String key, byte[] body, String expected) {
    return gate.effect(() -> store.write(key, body, expected));
  }

  @Override
  public boolean remove(String key, String expected) {
    return gate.effect(() -> store.remove(key, expected));
  }

  @Override
  public List<Versioned> list(String prefix, String after, int limit) {
    return store.list(prefix, after, limit);
  }
}
