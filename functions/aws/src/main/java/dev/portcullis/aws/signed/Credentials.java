package dev.portcullis.aws.signed;

import dev.portcullis.ports.SecretText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What requests are signed with.
 *
 * @param accessKeyId public
 * @param secretKey never sent
 * @param token goes along with each request, where the credentials are temporary
 * @param expires when they end; {@link Instant#MAX} if nobody said
 */
record Credentials(
    String accessKeyId, SecretText secretKey, Optional<SecretText> token, Instant expires) {
  Credentials {
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(secretKey, "secretKey");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(expires, "expires");
  }

  /** True for these themselves; others may be equal, and are then only read once more. */
  @SuppressWarnings("ReferenceEquality")
  boolean isSame(Credentials others) {
    return this == others;
  }
}
