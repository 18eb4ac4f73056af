package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Accepts a token only if every rule of its issuer holds and its signature verifies with the one
 * algorithm configured for that issuer.
 *
 * <p>Rules beyond RFC 7519 and RFC 8725: at most 8,192 characters and 16 levels; no header but
 * {@code alg}, {@code kid}, {@code typ} and {@code x5t}; {@code exp}, {@code iat}, {@code iss},
 * {@code aud} and {@code sub} required; lifetime at most 24 hours; no duplicate members. Safe for
 * concurrent use.
 */
public final class TokenVerifier implements CredentialVerifier {
  private record Trusted(Issuer issuer, IssuerKeys keys) {}

  private final Map<String, Trusted> byIssuer = new HashMap<>();
  private final VerifiedTokens verified = new VerifiedTokens();
  private final Revocations revocations;
  private final InstantSource clock;

  /**
   * A verifier of some issuers' tokens.
   *
   * @param issuers whose tokens are accepted; no two with the same {@code iss}
   * @param fetcher gets their keys
   * @param revocations which tokens were called back
   * @param clock decides validity
   * @param background runs a refresh of keys before they are old; may be {@code Runnable::run}
   */
  public TokenVerifier(
      List<Issuer> issuers,
      JwksFetcher fetcher,
      Revocations revocations,
      InstantSource clock,
      Executor background) {
    for (Issuer issuer : issuers) {
      Trusted trusted = new Trusted(issuer, new IssuerKeys(issuer, fetcher, clock, background));
      if (byIssuer.put(issuer.issuer(), trusted) != null) {
        throw new IllegalArgumentException("two issuers are " + issuer.issuer());
      }
    }
    this.revocations = revocations;
    this.clock = clock;
  }

  @Override
  public Authentication verify(SecretText credential, RequestHead head) {
    String token = credential.reveal();
    if (token.length() > TokenShape.LONGEST) {
      return Authentication.Rejected.of(RejectionCode.TOKEN_TOO_LARGE);
    }
    try {
      Instant now = clock.instant();
      long epoch = revocations.epoch();
      String digest = VerifiedTokens.digest(token);
      Optional<Authentication> known = verified.find(digest, now, epoch);
      if (known.isPresent()) {
        return known.get();
      }
      TokenShape shape = TokenShape.of(token);
      return shape instanceof TokenShape.Parts parts
          ? verify(token, parts, digest, now, epoch)
          : Authentication.Rejected.of(((TokenShape.Refused) shape).code());
    } catch (PortException unavailable) {
      return Authentication.Rejected.unavailable(String.valueOf(unavailable.getMessage()));
    }
  }

  private Authentication verify(
      String token, TokenShape.Parts parts, String digest, Instant now, long epoch) {
    Claims claims = new Claims(parts.claims());
    Trusted trusted = claims.text("iss").map(byIssuer::get).orElse(null);
    if (trusted == null) {
      return Authentication.Rejected.of(
          claims.has("iss") ? RejectionCode.TOKEN_ISSUER : RejectionCode.TOKEN_CLAIMS);
    }
    Issuer issuer = trusted.issuer();
    Optional<RejectionCode> refused =
        ClaimRules.header(parts.header(), issuer)
            .or(() -> ClaimRules.claims(claims, issuer, now))
            .or(() -> signature(token, trusted, String.valueOf(parts.header().get("kid"))))
            .or(() -> revocation(claims, issuer));
    if (refused.isPresent()) {
      return refused.get() == RejectionCode.AUTHENTICATION_UNAVAILABLE
          ? Authentication.Rejected.unavailable("the keys of the issuer " + issuer.name())
          : Authentication.Rejected.of(refused.get());
    }
    Authentication answer = PrincipalMapping.principal(claims, issuer);
    verified.put(digest, answer, claims.time("exp").orElse(now), now, epoch);
    return answer;
  }

  private static Optional<RejectionCode> signature(String token, Trusted trusted, String keyId) {
    IssuerKeys.Answer answer = trusted.keys().find(keyId);
    if (answer instanceof IssuerKeys.Answer.Found found) {
      return SignatureCheck.verifies(token, found.key())
          ? Optional.empty()
          : Optional.of(RejectionCode.TOKEN_SIGNATURE);
    }
    return Optional.of(
        answer instanceof IssuerKeys.Answer.Unknown
            ? RejectionCode.TOKEN_KEY_UNKNOWN
            : RejectionCode.AUTHENTICATION_UNAVAILABLE);
  }

  private Optional<RejectionCode> revocation(Claims claims, Issuer issuer) {
    return revocations.revoked(
            issuer.name(),
            claims.text("sub").orElseThrow(),
            claims.text("jti"),
            claims.time("iat").orElseThrow())
        ? Optional.of(RejectionCode.TOKEN_REVOKED)
        : Optional.empty();
  }
}
