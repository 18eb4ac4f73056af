package dev.portcullis.aws.secretsmanager;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Reads secrets from AWS Secrets Manager through AWS's own cache, and never returns a current
 * version that the service last confirmed longer ago than the maximum age.
 *
 * <p>The service is asked again at an age between a quarter and half of the maximum; if it fails,
 * what is held serves until the maximum and no longer, and then the failure is thrown. {@link
 * #fresh} asks at once, without the pause of AWS's {@code refreshNow}. A version that no staging
 * label points to is retired, although the service would still give it out. A secret that was not
 * there is looked for again after two minutes or by {@link #fresh}. API: DescribeSecret and
 * GetSecretValue (2017-10-17).
 */
public final class SecretsManagerStore implements SecretStore {
  private final SecretsManagerClient client;
  private final UnaryOperator<String> ids;
  private final Duration maxAge;
  private final InstantSource clock;
  private final Map<String, CurrentVersion> held = new ConcurrentHashMap<>();

  /**
   * The secrets of one client's account and region.
   *
   * @param client closed by whoever made it
   * @param ids the service's id, best an ARN, of a secret by our name of it
   * @param maxAge at least four milliseconds; a rotation's grace must be longer
   * @param clock tells ages
   */
  public SecretsManagerStore(
      SecretsManagerClient client,
      UnaryOperator<String> ids,
      Duration maxAge,
      InstantSource clock) {
    if (maxAge.toMillis() < 4) {
      throw new IllegalArgumentException("a maximum age of " + maxAge);
    }
    this.client = client;
    this.ids = ids;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  @Override
  public Optional<Secret> read(String name) {
    CurrentVersion current = held.computeIfAbsent(name, this::unread);
    Optional<Secret> secret = value(name, current);
    Instant oldest = clock.instant().minus(maxAge);
    if (secret.isEmpty() || current.confirmedSince(oldest)) {
      return secret;
    }
    return fresh(name);
  }

  @Override
  public Optional<Secret> fresh(String name) {
    CurrentVersion asked = unread(name);
    Optional<Secret> secret = value(name, asked);
    // Of two callers at once the later answer stays.
    held.merge(name, asked, (former, later) -> former.confirmedAfter(later) ? former : later);
    return secret;
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    GetSecretValueRequest request =
        GetSecretValueRequest.builder()
            .secretId(ids.apply(name))
            .versionId(VersionIds.checked(version))
            .build();
    try {
      GetSecretValueResponse response = client.getSecretValue(request);
      return response.versionStages().isEmpty() ? Optional.empty() : secret(name, response);
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw SdkFailures.read("read a version of " + name, e);
    }
  }

  private CurrentVersion unread(String name) {
    return new CurrentVersion(ids.apply(name), client, maxAge.dividedBy(2), clock);
  }

  private static Optional<Secret> value(String name, CurrentVersion current) {
    try {
      return current.value().flatMap(response -> secret(name, response));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw SdkFailures.read("read " + name, e);
    }
  }

  private static Optional<Secret> secret(String name, GetSecretValueResponse response) {
    if (response.versionId().equals(VersionIds.NOTHING)) {
      return Optional.empty();
    }
    String value = response.secretString();
    if (value == null || value.isEmpty()) {
      throw new PortException(Code.CORRUPT, "read " + name + ": its value is not text");
    }
    return Optional.of(
        new Secret(
            name,
            VersionIds.name(response.versionId()),
            SecretText.of("secret", value),
            response.createdDate()));
  }
}
