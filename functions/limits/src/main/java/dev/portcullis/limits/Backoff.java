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
   * Sleeps a random part of a bound that starts at 2 ms and doubles up to 64 ms, so that racing
   * writers part ways; gives up when the thread is interrupted, and keeps the interruption.
   *
   * <p>A bound of 16 to 256 ms halves the writes that are lost to eight callers of one account (1.3
   * instead of 3.3 a call) and more than doubles what the slowest of them wait (0.7 s instead of
   * 0.3): people wait for a model, so the shorter one.
   */
  static Backoff sleeping(RandomGenerator random) {
    return attempt -> {
      try {
        Thread.sleep(random.nextLong(2L << Math.min(attempt - 1, 5)) + 1);
        return true;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
