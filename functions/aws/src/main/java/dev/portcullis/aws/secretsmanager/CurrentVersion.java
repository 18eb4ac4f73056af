package dev.portcullis.aws.secretsmanager;

import com.amazonaws.secretsmanager.caching.SecretCacheConfiguration;
import com.amazonaws.secretsmanager.caching.cache.SecretCacheItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * One secret in AWS's cache, with what the cache does not tell: when the service last said which
 * version is current. The cache goes on with an old answer for as long as the service fails.
 */
final class CurrentVersion extends SecretCacheItem {
  private final InstantSource clock;
  private volatile Instant confirmed = Instant.MIN;

  /**
   * Nothing is read yet.
   *
   * @param refreshAfter the service is asked again at an age between half of it and all of it
   */
  CurrentVersion(
      String id, SecretsManagerClient client, Duration refreshAfter, InstantSource clock) {
    super(
        id,
        client,
        new SecretCacheConfiguration()
            .withClient(client)
            .withCacheItemTTL(refreshAfter.toMillis()));
    this.clock = clock;
  }

  @Override
  protected DescribeSecretResponse executeRefresh() {
    Instant asked = clock.instant(); // Before the call, so that the age is never understated.
    DescribeSecretResponse response = super.executeRefresh();
    confirmed = asked;
    return response;
  }

  /** The value; empty if no version is current. Throws what the SDK threw if there is none. */
  Optional<GetSecretValueResponse> value() {
    return Optional.ofNullable(getSecretValue());
  }

  /** True if the service has said since {@code then} which version is current. */
  boolean confirmedSince(Instant then) {
    return !confirmed.isBefore(then);
  }

  /** True if the service said it later than it said {@code other}. */
  boolean confirmedAfter(CurrentVersion other) {
    return confirmed.isAfter(other.confirmed);
  }
}
