package dev.portcullis.local.gateway;

import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.time.Duration;
import java.util.Optional;

/** How long the gateway uses a credential of the model server before it reads it again. */
final class UpstreamCredential {
  /** Files are read in no time; this spares busy gateways a read for each call. */
  private static final Duration REFRESH = Duration.ofSeconds(1);

  /** Nobody stops the old value of what is replaced by hand, so this bounds only a lost disk. */
  private static final Duration UNROTATED = Duration.ofMinutes(5);

  private UpstreamCredential() {}

  /**
   * The credential under a name.
   *
   * @param cacheAge the longest that a replaced value may be used; empty if nothing rotates it
   * @param longestCall the longest call that may have begun with it
   * @throws SetupException if a call could outlive the value it began with
   */
  static RotatedSecret of(
      String name, Laptop laptop, Optional<Duration> cacheAge, Duration longestCall) {
    Duration oldest = cacheAge.map(age -> age.minus(longestCall)).orElse(UNROTATED);
    if (oldest.compareTo(Duration.ofMillis(100)) < 0) {
      throw new SetupException(
          "rotation.yaml: cache-age of the secret "
              + name
              + " must be longer than upstream.longest-call");
    }
    Duration half = oldest.dividedBy(2);
    return new RotatedSecret(
        laptop.secrets(),
        name,
        half.compareTo(REFRESH) < 0 ? half : REFRESH,
        oldest,
        laptop.clock());
  }
}
