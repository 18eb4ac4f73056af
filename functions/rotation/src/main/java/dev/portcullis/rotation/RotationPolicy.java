package dev.portcullis.rotation;

import java.time.Duration;

/**
 * The spans of time of a credential's rotation.
 *
 * @param interval how often it is replaced, at least a second
 * @param cacheAge the longest that any consumer uses a value after it was replaced: the hard
 *     maximum age of its cache and the longest call
 * @param grace how long a replaced key still works; at least {@code cacheAge}
 * @param propagation how long a new key may be refused before that is a failure
 * @param lease longer than a step can run: where the platform ends a function, its time-out and a
 *     little more
 * @param stuckAfter how long a rotation may make no progress before the reconciler takes it up
 * @param orphanAge how old a key that nobody claims must be before it is deleted; longer than
 *     {@code lease}, so that no running step is about to claim it
 * @param handOver how long a person has to hand over a key
 * @param reminder how often that person is reminded
 */
public record RotationPolicy(
    Duration interval,
    Duration cacheAge,
    Duration grace,
    Duration propagation,
    Duration lease,
    Duration stuckAfter,
    Duration orphanAge,
    Duration handOver,
    Duration reminder) {

  /**
   * Refuses spans under which a key in use could die.
   *
   * @throws IllegalArgumentException naming the span
   */
  public RotationPolicy {
    require(interval.toMillis() >= 1_000, "interval must be a second or more");
    require(!cacheAge.isNegative(), "cacheAge must not be negative");
    require(grace.compareTo(cacheAge) >= 0, "grace must not be shorter than cacheAge");
    require(!propagation.isNegative(), "propagation must not be negative");
    require(lease.toMillis() >= 1, "lease must be positive");
    require(stuckAfter.compareTo(lease) >= 0, "stuckAfter must not be shorter than lease");
    require(orphanAge.compareTo(lease) > 0, "orphanAge must be longer than lease");
    require(handOver.toMillis() >= 1, "handOver must be positive");
    require(reminder.toMillis() >= 1, "reminder must be positive");
  }

  /** Spans to begin with: thirty days, an hour of cache, a day of grace. */
  public static RotationPolicy defaults() {
    return new RotationPolicy(
        Duration.ofDays(30),
        Duration.ofHours(1),
        Duration.ofDays(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(16),
        Duration.ofHours(1),
        Duration.ofMinutes(30),
        Duration.ofDays(7),
        Duration.ofDays(1));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
