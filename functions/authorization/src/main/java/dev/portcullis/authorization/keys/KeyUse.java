package dev.portcullis.authorization.keys;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when a secret was last used, to within {@link #PRECISION}: one write per secret and
 * process in that time at most, and none that could fail a call.
 *
 * <p>The stamp is a record of its own, so that use never conflicts with a rotation. It tells an
 * owner whether an old secret is still in use before its grace ends.
 */
final class KeyUse {
  /** How far behind a stamp may be. */
  static final Duration PRECISION = Duration.ofMinutes(5);

  private static final int MOST_REMEMBERED = 10_000;

  private final RecordStore store;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  KeyUse(RecordStore store) {
    this.store = store;
  }

  /** Stamps a use, unless this process did so a short time ago. */
  void stamp(String id, KeyRecord.Secret secret, Instant now) {
    String key = key(id, secret);
    Instant before = written.get(key);
    if (before != null && now.isBefore(before.plus(PRECISION))) {
      return;
    }
    if (written.size() >= MOST_REMEMBERED) {
      written.clear(); // Costs each key one more write, and bounds the memory.
    }
    written.put(key, now);
    try {
      Optional<RecordStore.Versioned> old = store.read(key);
      String expected = old.isPresent() ? old.get().version() : RecordStore.ABSENT;
      store.write(key, now.toString().getBytes(StandardCharsets.US_ASCII), expected);
    } catch (PortException notStamped) {
      // A stamp is a hint for people. The next use after PRECISION writes it.
    }
  }

  Optional<Instant> last(String id, KeyRecord.Secret secret) {
    return store
        .read(key(id, secret))
        .map(record -> Instant.parse(new String(record.body(), StandardCharsets.US_ASCII)));
  }

  private static String key(String id, KeyRecord.Secret secret) {
    return "key-use/" + id + "/" + secret.createdAt().toEpochMilli();
  }
}
