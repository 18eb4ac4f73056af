package dev.portcullis.limits;

/**
 * Tokens of one call: an upper bound when it is reserved, the model's own count when settled.
 *
 * @param inputTokens tokens sent, 0 or more
 * @param outputTokens tokens received, 0 or more; for a reservation the most that may come back
 */
public record Usage(long inputTokens, long outputTokens) {
  public Usage {
    if (inputTokens < 0 || outputTokens < 0) {
      throw new IllegalArgumentException("negative tokens");
    }
  }

  /** Both together; saturates instead of overflowing. */
  long total() {
    long sum = inputTokens + outputTokens;
    return sum < 0 ? Long.MAX_VALUE / 4 : Math.min(sum, Long.MAX_VALUE / 4);
  }
}
