package dev.portcullis.aws.sdk;

import java.time.Duration;

/**
 * How long one call of a service may take, with all its attempts.
 *
 * @param attempts at most so many, 1 to 10
 * @param attempt how long one attempt may take
 * @param call how long all of them may take, waiting included
 * @param firstWait the longest wait before the second attempt; it doubles with each one
 */
public record CallBudget(int attempts, Duration attempt, Duration call, Duration firstWait) {
  /** For a call on whose answer somebody waits. */
  public static final CallBudget USUAL =
      new CallBudget(3, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofMillis(100));

  public CallBudget {
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
    if (attempt.isNegative() || attempt.isZero() || call.compareTo(attempt) < 0) {
      throw new IllegalArgumentException("a call of " + call + " with attempts of " + attempt);
    }
    if (firstWait.isNegative() || firstWait.isZero()) {
      throw new IllegalArgumentException("first wait: " + firstWait);
    }
  }
}
