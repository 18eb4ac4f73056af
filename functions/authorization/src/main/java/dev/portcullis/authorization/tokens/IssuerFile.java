package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.json.StrictJson;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the issuers that an operator trusts from JSON; a field that is missing, unknown or of the
 * wrong kind is an error that names it.
 *
 * <p>The file is a list of objects with the fields of {@link Issuer}: {@code name, issuer, keys,
 * algorithm, types, audiences, longestHours, principal, id, required, tenant} ({@code {"value":
 * ..}} or {@code {"claim": ..}}), {@code roles} (a list of {@code {"claim", "value", "roles"}}),
 * {@code attributes}, {@code mfa}, and {@code preset}, which fills in what a platform fixes.
 */
public final class IssuerFile {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "preset",
          "directory",
          "issuer",
          "keys",
          "algorithm",
          "types",
          "audiences",
          "longestHours",
          "principal",
          "id",
          "required",
          "tenant",
          "roles",
          "attributes",
          "mfa");
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private final Map<String, Object> fields;

  private IssuerFile(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException naming the issuer and the field
   */
  public static List<Issuer> parse(String text, String name) {
    try {
      List<Issuer> issuers = new ArrayList<>();
      if (!(new StrictJson(8).read(text) instanceof List<?> list)) {
        throw new IllegalArgumentException(name + ": must be a list of issuers");
      }
      for (Object one : list) {
        String where = name + ": issuer " + (issuers.size() + 1) + ": ";
        if (!(one instanceof Map<?, ?> map)) {
          throw new IllegalArgumentException(where + "must be an object");
        }
        try {
          Map<String, Object> given = StrictJson.typed(map);
          Map<String, Object> fields = new LinkedHashMap<>(Presets.of(given));
          fields.putAll(given);
          issuers.add(new IssuerFile(fields).issuer());
        } catch (IllegalArgumentException bad) {
          throw new IllegalArgumentException(where + bad.getMessage(), bad);
        }
      }
      return issuers;
    } catch (StrictJson.Malformed bad) {
      throw new IllegalArgumentException(name + ":" + bad.line() + ": " + bad.getMessage(), bad);
    }
  }

  private Issuer issuer() {
    for (String field : fields.keySet()) {
      check(FIELDS.contains(field), "unknown field '" + field + "'");
    }
    String algorithm = text("algorithm");
    check(ALGORITHMS.contains(algorithm), "algorithm must be one of " + ALGORITHMS);
    String principal = text("principal");
    check(Set.of("User", "Workload").contains(principal), "principal must be User or Workload");
    long hours = fields.getOrDefault("longestHours", 24L) instanceof Long whole ? whole : 0;
    check(hours >= 1 && hours <= Issuer.LONGEST.toHours(), "longestHours must be 1 to 24");
    Set<String> types = new HashSet<>();
    texts("types").forEach(type -> types.add(type.toLowerCase(Locale.ROOT)));
    Set<String> audiences = new HashSet<>(texts("audiences"));
    check(!types.isEmpty() && !audiences.isEmpty(), "types and audiences must not be empty");
    URI keys = URI.create(text("keys"));
    check("https".equals(keys.getScheme()), "keys must be an https address");
    return new Issuer(
        text("name"),
        text("issuer"),
        keys,
        algorithm,
        types,
        audiences,
        Duration.ofHours(hours),
        principal,
        fields.containsKey("id") ? text("id") : "sub",
        object("required"),
        tenant(),
        roles(),
        attributes(),
        Boolean.TRUE.equals(fields.getOrDefault("mfa", false)));
  }

  private Issuer.TenantRule tenant() {
    Map<String, Object> tenant = object("tenant");
    check(tenant.size() == 1, "tenant must be {\"value\": ...} or {\"claim\": ...}");
    Optional<String> value =
        tenant.get("value") instanceof String text ? Optional.of(text) : Optional.empty();
    Optional<String> claim =
        tenant.get("claim") instanceof String text ? Optional.of(text) : Optional.empty();
    check(value.isPresent() || claim.isPresent(), "tenant must name a value or a claim");
    return new Issuer.TenantRule(value, claim);
  }

  private List<Issuer.RoleRule> roles() {
    List<Issuer.RoleRule> rules = new ArrayList<>();
    if (fields.get("roles") instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> rule
            && rule.get("claim") instanceof String claim
            && rule.get("value") instanceof String value
            && rule.size() == 3) {
          rules.add(new Issuer.RoleRule(claim, value, texts(rule.get("roles"), "roles")));
        } else {
          throw new IllegalArgumentException("a role rule needs claim, value and roles");
        }
      }
    }
    check(!rules.isEmpty(), "roles must say who gets which role");
    return rules;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    object("attributes")
        .forEach(
            (attribute, claim) -> {
              check(
                  Set.of("clearance", "residency").contains(attribute) && claim instanceof String,
                  "attributes may map clearance and residency to a claim");
              attributes.put(attribute, (String) claim);
            });
    return attributes;
  }

  private String text(String field) {
    if (fields.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException("'" + field + "' must be a text");
  }

  private List<String> texts(String field) {
    return texts(fields.get(field), field);
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Object value, String field) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new IllegalArgumentException("'" + field + "' must be a list of texts");
  }

  private Map<String, Object> object(String field) {
    Object value = fields.getOrDefault(field, Map.of());
    if (value instanceof Map<?, ?> map) {
      return StrictJson.typed(map);
    }
    throw new IllegalArgumentException("'" + field + "' must be an object");
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
