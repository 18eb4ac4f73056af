package dev.portcullis.contract.memory;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A publication store in memory; where the provider allows one write a second to one object, a
 * faster one is THROTTLED. Safe for concurrent use.
 */
public final class MemoryPublicationStore implements PublicationStore {
  private final Provider provider;
  private final InstantSource clock;
  private final Map<String, byte[]> objects = new HashMap<>();
  private final Map<String, Instant> written = new HashMap<>();

  /**
   * An empty store.
   *
   * @param provider whose rules it keeps
   * @param clock the provider's clock
   */
  public MemoryPublicationStore(Provider provider, InstantSource clock) {
    this.provider = provider;
    this.clock = clock;
  }

  @Override
  public synchronized void replace(String key, byte[] body) {
    Keys.check(key);
    Instant now = clock.instant();
    Instant last = written.get(key);
    if (provider.oneWriteASecond()
        && last != null
        && Duration.between(last, now).compareTo(Duration.ofSeconds(1)) < 0) {
      throw new PortException(Code.THROTTLED, "replace " + key + ": once a second");
    }
    written.put(key, now);
    objects.put(key, body.clone());
  }

  @Override
  public synchronized Optional<byte[]> get(String key) {
    Keys.check(key);
    return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
  }

  @Override
  public synchronized void remove(String key) {
    Keys.check(key);
    objects.remove(key);
  }

  /** Every key that holds something now, in order. */
  public synchronized List<String> keys() {
    return List.copyOf(new TreeSet<>(objects.keySet()));
  }
}
