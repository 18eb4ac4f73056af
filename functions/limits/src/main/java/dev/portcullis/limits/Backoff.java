package dev.portcullis.limits;

import java.util.random.RandomGenerator;

/**
 * Waits between two attempts to write a busy account; passed in so that a test needs no time.
 *
 * <p>The laptop and the clouds pass one that sleeps a random part of a growing bound.
 */
@FunctionalInterface
public interface Backoff {

  /**
   * Waits before another attempt.
   *
   * @param attempt how many have failed, 1 or more
   * @return false to give up, for example because the thread was interrupted
   */
  boolean pause(int attempt);

  /**
   * Sleeps a random part of a bound that starts at 16 ms and doubles up to 256 ms, so that racing
   * writers part ways; gives up when the thread is interrupted, and keeps the interruption.
   *
   * <p>A shorter bound than a read and a write of a store across a network take (about 10 ms) lets
   * the same writers meet again, and every lost write is paid for.
   */
  static Backoff sleeping(RandomGenerator random) {
    return attempt -> {
      try {
        Thread.sleep(random.nextLong(16L << Math.min(attempt - 1, 4)) + 1);
        return true;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
