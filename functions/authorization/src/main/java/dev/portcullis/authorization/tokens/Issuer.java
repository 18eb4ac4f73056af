package dev.portcullis.authorization.tokens;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One issuer whose tokens are accepted, and what its claims mean here; read by {@link IssuerFile}.
 *
 * @param name our name for it, in records and in the ids of its principals
 * @param issuer the exact {@code iss}
 * @param keys where it publishes its keys (a JSON Web Key Set)
 * @param algorithm the one signature algorithm: RS256, RS384, RS512, PS256, PS384, PS512, ES256,
 *     ES384 or ES512
 * @param types accepted {@code typ} values in lower case; the empty text accepts its absence
 * @param audiences accepted audiences; a token for several is accepted only if all are listed
 * @param longest the longest lifetime accepted, at most 24 hours
 * @param principalType {@code User} or {@code Workload}
 * @param idClaim the claim that names the caller, stable and never given to another
 * @param required claims that must have exactly these values
 * @param tenant where the tenant comes from
 * @param roles which claim gives which role
 * @param attributes principal attribute to claim: {@code clearance} and {@code residency} are known
 * @param readsMfa true if {@code amr} and {@code auth_time} tell of a second factor
 */
public record Issuer(
    String name,
    String issuer,
    URI keys,
    String algorithm,
    Set<String> types,
    Set<String> audiences,
    Duration longest,
    String principalType,
    String idClaim,
    Map<String, Object> required,
    TenantRule tenant,
    List<RoleRule> roles,
    Map<String, String> attributes,
    boolean readsMfa) {

  /** The longest lifetime of any token. */
  static final Duration LONGEST = Duration.ofHours(24);

  public Issuer {
    types = Set.copyOf(types);
    audiences = Set.copyOf(audiences);
    required = Map.copyOf(required);
    roles = List.copyOf(roles);
    attributes = Map.copyOf(attributes);
  }

  /** The tenant is a fixed one, or the value of a claim; exactly one of the two. */
  public record TenantRule(Optional<String> value, Optional<String> claim) {}

  /**
   * Roles for who has a value in a claim.
   *
   * @param claim a text or a list of texts
   * @param value the exact value
   * @param roles what it gives
   */
  public record RoleRule(String claim, String value, List<String> roles) {
    public RoleRule {
      roles = List.copyOf(roles);
    }
  }
}
