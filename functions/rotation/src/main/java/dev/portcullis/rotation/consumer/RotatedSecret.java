package dev.portcullis.rotation.consumer;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A secret as its consumers hold it: never older than a hard maximum age, and read anew at once
 * when it is refused.
 *
 * <p>Past {@code refreshAfter} one thread reads again and the others go on with what they have; if
 * the store does not answer they go on until {@code maxAge} and no longer, and then {@link
 * PortException} says MISSING: there is a value, and none that may be used. The maximum age must
 * not be longer than the {@code cacheAge} of the credential's rotation, less the longest call. Safe
 * for concurrent use.
 */
public final class RotatedSecret {
  /** A refusal by one version makes at most one read in this time. */
  private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(1);

  /**
   * One version, and when it was read.
   *
   * @param value the secret
   * @param version its version's name
   * @param readAt when the read began, so that the age is never understated
   */
  public record Held(SecretText value, String version, Instant readAt) {}

  private record Refusal(String version, Instant at) {}

  private final SecretStore store;
  private final String name;
  private final Duration refreshAfter;
  private final Duration maxAge;
  private final InstantSource clock;
  private volatile Optional<Held> held = Optional.empty();
  private Optional<Refusal> refusal = Optional.empty();
  private final ReentrantLock reading = new ReentrantLock();

  /**
   * Nothing is read yet.
   *
   * @param refreshAfter from which age on it is read again; shorter than {@code maxAge}
   * @param maxAge from which age on it is not used any more
   */
  public RotatedSecret(
      SecretStore store, String name, Duration refreshAfter, Duration maxAge, InstantSource clock) {
    if (refreshAfter.isNegative() || refreshAfter.compareTo(maxAge) >= 0) {
      throw new IllegalArgumentException("refreshAfter must be shorter than maxAge");
    }
    this.store = store;
    this.name = name;
    this.refreshAfter = refreshAfter;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** The secret, younger than the maximum age; MISSING if there is none. */
  public Held get() {
    Optional<Held> before = usable();
    if (before.isPresent() && younger(before.get(), refreshAfter)) {
      return before.get();
    }
    if (before.isEmpty()) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return before.get();
    }
    try {
      // Whoever waited for the lock finds what its holder read.
      Optional<Held> now = usable();
      return now.filter(found -> younger(found, refreshAfter)).orElseGet(() -> refreshed(now));
    } finally {
      reading.unlock();
    }
  }

  private Held refreshed(Optional<Held> fallback) {
    try {
      return read();
    } catch (PortException unreachable) {
      if (unreachable.retryable() && fallback.filter(h -> younger(h, maxAge)).isPresent()) {
        return fallback.get();
      }
      throw unreachable.retryable() && held.isPresent() ? tooOld() : unreachable;
    }
  }

  private PortException tooOld() {
    return new PortException(Code.MISSING, "read " + name + " anew; what is held is too old");
  }

  /**
   * Call when a version was refused: the version to try once more with, empty if there is no other.
   */
  public Optional<Held> afterRefusal(Held refused) {
    reading.lock();
    try {
      Optional<Held> other = other(refused);
      if (other.isPresent()) {
        return other;
      }
      Instant now = clock.instant();
      boolean asked =
          refusal
              .filter(last -> last.version().equals(refused.version()))
              .filter(last -> now.isBefore(last.at().plus(BETWEEN_REFUSALS)))
              .isPresent();
      if (asked) {
        return Optional.empty();
      }
      refusal = Optional.of(new Refusal(refused.version(), now));
      read();
      return other(refused);
    } finally {
      reading.unlock();
    }
  }

  private Optional<Held> other(Held refused) {
    return usable().filter(found -> !found.version().equals(refused.version()));
  }

  /**
   * Makes a call, and once more with a fresh secret if it was refused for the secret's sake.
   *
   * @param call makes the call with a secret
   * @param refused true for an answer that says that the secret is not accepted (401)
   */
  public <T> Used<T> call(Function<Held, T> call, Predicate<T> refused) {
    Held first = get();
    T answer = call.apply(first);
    if (!refused.test(answer)) {
      return new Used<>(answer, first.version(), false);
    }
    Optional<Held> second = afterRefusal(first);
    return second.isPresent()
        ? new Used<>(call.apply(second.get()), second.get().version(), true)
        : new Used<>(answer, first.version(), false);
  }

  private Held read() {
    Instant begun = clock.instant();
    SecretStore.Secret secret =
        store
            .fresh(name)
            .orElseThrow(() -> new PortException(Code.MISSING, "read the secret " + name));
    Held found = new Held(secret.value(), secret.version(), begun);
    held = Optional.of(found);
    return found;
  }

  private Optional<Held> usable() {
    return held.filter(found -> younger(found, maxAge));
  }

  /** A clock that was set back makes a value old, not young. */
  private boolean younger(Held found, Duration age) {
    Instant now = clock.instant();
    return !now.isBefore(found.readAt()) && now.isBefore(found.readAt().plus(age));
  }
}
