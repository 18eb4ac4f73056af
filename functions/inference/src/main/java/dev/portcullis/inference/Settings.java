package dev.portcullis.inference;

import java.time.Duration;
import java.util.Set;

/**
 * How a deployment governs calls, beside its policies.
 *
 * @param mostBodyBytes the longest request body, at least 1; a longer one is refused with 413
 * @param modelTimeout the longest wait for the model's first byte, and for each further one
 * @param outputTokens how many tokens of output are reserved for a request that names no maximum,
 *     per choice
 * @param typesKept types of personal data that are left in clear both ways; the policies see them
 */
public record Settings(
    int mostBodyBytes, Duration modelTimeout, long outputTokens, Set<String> typesKept) {
  /** 4 MiB, two minutes, 4,096 tokens, nothing kept. */
  public static final Settings DEFAULT =
      new Settings(4 << 20, Duration.ofMinutes(2), 4_096, Set.of());

  /** Refuses limits under 1 and a time-out that is not positive. */
  public Settings {
    if (mostBodyBytes < 1
        || outputTokens < 1
        || modelTimeout.isNegative()
        || modelTimeout.isZero()) {
      throw new IllegalArgumentException("every limit and time-out is above zero");
    }
    typesKept = Set.copyOf(typesKept);
  }
}
