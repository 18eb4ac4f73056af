package dev.portcullis.audit.log;

import dev.portcullis.audit.log.IntakeHead.Unconfirmed;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One writer's chain of intake objects: each names the last one known durable and every one since
 * whose fate is unknown, so that a missing counter means a suppressed object.
 *
 * <p>Used by one thread at a time: {@link AuditTrail} sees to it.
 */
final class IntakeWriter {
  private static final int ATTEMPTS = 3;
  private static final int MOST_UNCONFIRMED = 64;

  record Sealed(String key, String digest) {}

  private final WormStore store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration retention;
  private final LogAlarm alarm;
  private final TreeHash hasher = new TreeHash();
  private final List<Unconfirmed> unconfirmed = new ArrayList<>();
  private String epoch;
  private String previous = IntakeHead.NONE;
  private long counter;

  IntakeWriter(
      WormStore store,
      InstantSource clock,
      RandomGenerator random,
      Duration retention,
      LogAlarm alarm) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.retention = retention;
    this.alarm = alarm;
    this.epoch = newEpoch();
  }

  synchronized Sealed write(List<LogEntry> entries) {
    while (true) {
      if (unconfirmed.size() == MOST_UNCONFIRMED) {
        startOver();
      }
      Instant now = clock.instant();
      IntakeHead head =
          new IntakeHead(epoch, counter, now.toEpochMilli(), previous, unconfirmed, entries.size());
      IntakeBatch batch = IntakeBatch.of(head, entries, hasher);
      String key = IntakeKeys.key(batch);
      // If we crash or give up from here on, the object may exist: the next one must say so.
      unconfirmed.add(new Unconfirmed(counter, batch.digest()));
      counter++;
      if (create(key, batch.stored(), now.plus(retention))) {
        unconfirmed.clear();
        previous = batch.digest();
        return new Sealed(key, batch.digest());
      }
      alarm.raise("an intake key was taken by other bytes; both are kept", key);
    }
  }

  /** True once the bytes are durable under the key; false if the key holds others. */
  private boolean create(String key, byte[] body, Instant retainUntil) {
    for (int attempt = 1; ; attempt++) {
      try {
        if (store.create(key, body, retainUntil) instanceof WormStore.Created) {
          return true;
        }
        // Taken, perhaps by an attempt of ours whose answer was lost.
        Optional<byte[]> there = store.get(key);
        if (there.isPresent()) {
          return Arrays.equals(there.get(), body);
        }
        throw new PortException(PortException.Code.UNAVAILABLE, key + " exists and is not there");
      } catch (PortException e) {
        if (!e.retryable() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** A store that has not answered for long: a new chain keeps the head short. */
  private void startOver() {
    epoch = newEpoch();
    counter = 0;
    previous = IntakeHead.NONE;
    unconfirmed.clear();
  }

  private String newEpoch() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
