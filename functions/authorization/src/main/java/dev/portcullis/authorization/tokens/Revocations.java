package dev.portcullis.authorization.tokens;

import java.time.Instant;
import java.util.Optional;

/** Which tokens were called back before their time. Safe for concurrent use. */
public interface Revocations {

  /** Changes with every revocation; a cached verdict of another epoch is not used. */
  long epoch();

  /** True if this token may not be used any more. */
  boolean revoked(String issuer, String subject, Optional<String> tokenId, Instant issuedAt);

  /** Nothing is revoked. */
  static Revocations none() {
    return new Revocations() {
      @Override
      public long epoch() {
        return 0;
      }

      @Override
      public boolean revoked(String issuer, String subject, Optional<String> id, Instant issuedAt) {
        return false;
      }
    };
  }
}
