package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import java.util.Objects;
import java.util.Optional;

/**
 * An AWS access key, as the platform or the environment provides it.
 *
 * @param accessKeyId its public name
 * @param secretKey its secret
 * @param sessionToken for a temporary one
 */
public record AwsIdentity(
    String accessKeyId, SecretText secretKey, Optional<SecretText> sessionToken) {
  public AwsIdentity {
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(secretKey, "secretKey");
    Objects.requireNonNull(sessionToken, "sessionToken");
  }
}
