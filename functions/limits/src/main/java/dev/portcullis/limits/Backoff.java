package dev.portcullis.limits;

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
}
