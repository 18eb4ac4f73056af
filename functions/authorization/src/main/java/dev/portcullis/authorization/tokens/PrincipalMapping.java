package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What verified claims mean here: the principal, its tenant and its roles. */
final class PrincipalMapping {
  /** RFC 8176 methods that stand for a second factor. */
  private static final Set<String> SECOND_FACTOR = Set.of("mfa", "otp", "hwk", "fido", "swk");

  private PrincipalMapping() {}

  static Authentication principal(Claims claims, Issuer issuer) {
    Optional<String> tenant =
        issuer.tenant().value().or(() -> issuer.tenant().claim().flatMap(claims::text));
    Set<String> roles = new TreeSet<>();
    for (Issuer.RoleRule rule : issuer.roles()) {
      if (claims.texts(rule.claim()).map(has -> has.contains(rule.value())).orElse(false)) {
        roles.addAll(rule.roles());
      }
    }
    if (tenant.isEmpty() || roles.isEmpty()) {
      return Authentication.Rejected.of(RejectionCode.CALLER_NOT_MAPPED);
    }
    String id = issuer.name() + ":" + claims.text(issuer.idClaim()).orElseThrow();
    return new Authentication.Authenticated(
        new Principal(
            issuer.principalType(),
            id,
            tenant.get(),
            List.copyOf(roles),
            attributes(claims, issuer),
            issuer.name()));
  }

  private static Map<String, Object> attributes(Claims claims, Issuer issuer) {
    Map<String, Object> attributes = new HashMap<>();
    claims.time("iat").ifPresent(time -> attributes.put("grantedAt", time));
    claims.time("exp").ifPresent(time -> attributes.put("expiresAt", time));
    Optional.ofNullable(issuer.attributes().get("clearance"))
        .flatMap(claims::whole)
        .filter(clearance -> clearance >= 0 && clearance <= 3)
        .ifPresent(clearance -> attributes.put("clearance", clearance));
    String residencyClaim = issuer.attributes().get("residency");
    if (residencyClaim != null && claims.has(residencyClaim)) {
      // A residency that cannot be read matches no model: absent would mean "anywhere".
      attributes.put("residency", claims.text(residencyClaim).orElse("unreadable"));
    }
    if (issuer.readsMfa()) {
      Optional<Instant> signedIn = claims.time("auth_time");
      boolean strong =
          claims.texts("amr").orElse(List.of()).stream().anyMatch(SECOND_FACTOR::contains);
      signedIn.filter(time -> strong).ifPresent(time -> attributes.put("mfaAt", time));
    }
    return attributes;
  }
}
