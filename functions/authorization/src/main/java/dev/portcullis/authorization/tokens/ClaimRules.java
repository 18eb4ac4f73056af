package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a token must say to be accepted from its issuer, apart from its signature. */
final class ClaimRules {
  /** How far an issuer's clock may be ahead of ours. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private ClaimRules() {}

  /** Why the header is refused; empty if it is as the issuer's configuration says. */
  static Optional<RejectionCode> header(Map<String, Object> header, Issuer issuer) {
    if (!issuer.algorithm().equals(header.get("alg"))) {
      return Optional.of(RejectionCode.TOKEN_ALGORITHM);
    }
    Object type = header.getOrDefault("typ", "");
    boolean typed =
        type instanceof String text && issuer.types().contains(text.toLowerCase(Locale.ROOT));
    boolean named = header.get("kid") instanceof String kid && !kid.isEmpty();
    return typed && named ? Optional.empty() : Optional.of(RejectionCode.TOKEN_HEADER);
  }

  /** Why the claims are refused; empty if every rule holds now. */
  static Optional<RejectionCode> claims(Claims claims, Issuer issuer, Instant now) {
    Optional<Instant> expires = claims.time("exp");
    Optional<Instant> issued = claims.time("iat");
    Optional<List<String>> audience = claims.texts("aud");
    boolean notBeforeIsOdd = claims.has("nbf") && claims.time("nbf").isEmpty();
    if (expires.isEmpty()
        || issued.isEmpty()
        || audience.isEmpty()
        || claims.text("sub").isEmpty()
        || claims.text(issuer.idClaim()).isEmpty()
        || notBeforeIsOdd) {
      return Optional.of(RejectionCode.TOKEN_CLAIMS);
    }
    if (audience.get().isEmpty() || !issuer.audiences().containsAll(audience.get())) {
      return Optional.of(RejectionCode.TOKEN_AUDIENCE);
    }
    if (!now.isBefore(expires.get())) {
      return Optional.of(RejectionCode.TOKEN_EXPIRED);
    }
    Instant latest = now.plus(SKEW);
    Instant starts = claims.time("nbf").orElse(issued.get());
    if (issued.get().isAfter(latest) || starts.isAfter(latest)) {
      return Optional.of(RejectionCode.TOKEN_NOT_YET_VALID);
    }
    Duration lifetime = Duration.between(issued.get(), expires.get());
    if (lifetime.isNegative() || lifetime.compareTo(issuer.longest()) > 0) {
      return Optional.of(RejectionCode.TOKEN_LIFETIME);
    }
    boolean asRequired =
        issuer.required().entrySet().stream()
            .allMatch(rule -> claims.equal(rule.getKey(), rule.getValue()));
    return asRequired ? Optional.empty() : Optional.of(RejectionCode.TOKEN_CLAIMS);
  }
}
