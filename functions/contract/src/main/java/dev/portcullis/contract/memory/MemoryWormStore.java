package dev.portcullis.contract.memory;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Write-once storage in memory that refuses whatever the named provider would refuse, and nothing
 * more.
 *
 * <p>Beside the port it offers what an attacker with the account's credentials can do: {@link
 * #overwrite} and {@link #delete} follow the provider's rules; {@link #corrupt} stands for a
 * provider that breaks its promise, or a copy on an ordinary disk. Safe for concurrent use.
 */
public final class MemoryWormStore implements WormStore {
  private static final int LARGEST = 64 << 20;

  private record Stored(Version version, byte[] body) {}

  private final Provider provider;
  private final InstantSource clock;
  private final TreeMap<String, List<Stored>> objects = new TreeMap<>();
  private long versions;

  /**
   * An empty store.
   *
   * @param provider whose rules it keeps
   * @param clock the provider's clock, which decides about retention
   */
  public MemoryWormStore(Provider provider, InstantSource clock) {
    this.provider = provider;
    this.clock = clock;
  }

  @Override
  public synchronized PutOutcome create(String key, byte[] body, Instant retainUntil) {
    Keys.check(key);
    if (body.length > LARGEST) {
      throw new PortException(Code.INVALID, "create " + key + ": more than 64 MiB");
    }
    if (retainUntil.isBefore(clock.instant().plusSeconds(1))) {
      throw new PortException(Code.INVALID, "create " + key + ": retention is not ahead");
    }
    List<Stored> present = objects.getOrDefault(key, List.of());
    if (!present.isEmpty() && !present.get(present.size() - 1).version().deleteMarker()) {
      return new Exists();
    }
    return new Created(add(key, body, Optional.of(retainUntil), false).entry());
  }

  @Override
  public synchronized Optional<byte[]> get(String key) {
    Keys.check(key);
    return objects.getOrDefault(key, List.of()).stream()
        .filter(stored -> !stored.version().deleteMarker())
        .findFirst()
        .map(stored -> stored.body().clone());
  }

  @Override
  public synchronized List<Entry> list(String prefix, String after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new PortException(Code.INVALID, "list " + prefix + ": limit " + limit);
    }
    List<Entry> found = new ArrayList<>();
    boolean inclusive = after.compareTo(prefix) < 0;
    for (var object : objects.tailMap(inclusive ? prefix : after, inclusive).entrySet()) {
      if (!object.getKey().startsWith(prefix) || found.size() == limit) {
        break;
      }
      object.getValue().stream()
          .filter(stored -> !stored.version().deleteMarker())
          .findFirst()
          .ifPresent(stored -> found.add(stored.version().entry()));
    }
    return found;
  }

  @Override
  public synchronized List<Version> versions(String key) {
    Keys.check(key);
    return objects.getOrDefault(key, List.of()).stream().map(Stored::version).toList();
  }

  /**
   * A plain put without a condition, as an attacker sends it.
   *
   * @throws PortException DENIED where the provider protects keys and the object is retained
   */
  public synchronized void overwrite(String key, byte[] body) {
    Keys.check(key);
    refuseIfProtected(key);
    add(key, body, Optional.empty(), false);
  }

  /**
   * A plain delete without a version: a marker where the provider keeps versions.
   *
   * @throws PortException DENIED where the provider protects keys and the object is retained
   */
  public synchronized void delete(String key) {
    Keys.check(key);
    refuseIfProtected(key);
    add(key, new byte[0], Optional.empty(), true);
  }

  /** Changes the oldest version's bytes in place, which no provider should let anyone do. */
  public synchronized void corrupt(String key, byte[] body) {
    List<Stored> present = objects.get(key);
    if (present == null) {
      throw new PortException(Code.MISSING, "corrupt " + key);
    }
    present.set(0, new Stored(present.get(0).version(), body.clone()));
  }

  /** Removes every trace of a key, which no provider should let anyone do. */
  public synchronized void vanish(String key) {
    objects.remove(key);
  }

  /** How many keys were ever created. */
  public synchronized int size() {
    return objects.size();
  }

  private void refuseIfProtected(String key) {
    Instant now = clock.instant();
    boolean retained =
        objects.getOrDefault(key, List.of()).stream()
            .flatMap(stored -> stored.version().entry().retainUntil().stream())
            .anyMatch(until -> until.isAfter(now));
    if (provider.protectsKeys() && retained) {
      throw new PortException(Code.DENIED, "replace or delete " + key + ": retention is not met");
    }
  }

  private Version add(String key, byte[] body, Optional<Instant> retainUntil, boolean marker) {
    Entry entry = new Entry(key, body.length, clock.instant(), retainUntil);
    Version version = new Version("v" + versions++, marker, entry);
    objects.computeIfAbsent(key, k -> new ArrayList<>()).add(new Stored(version, body.clone()));
    return version;
  }
}
