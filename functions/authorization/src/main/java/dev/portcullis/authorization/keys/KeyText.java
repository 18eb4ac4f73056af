package dev.portcullis.authorization.keys;

import java.util.LinkedHashMap;
import java.util.Map;

/** A key as its administrators see it, as JSON; holds neither secret nor hash. */
public final class KeyText {
  private KeyText() {}

  /** The key's facts by name, for a JSON writer; what is absent or unlimited has no name. */
  public static Map<String, Object> tree(KeySummary key) {
    KeySpec spec = key.spec();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", key.id());
    tree.put("state", key.state());
    tree.put("owner", spec.owner());
    tree.put("reason", spec.reason());
    tree.put("tenant", spec.tenant());
    tree.put("environment", spec.environment());
    tree.put("roles", spec.roles());
    tree.put("models", spec.models());
    tree.put("purposes", spec.purposes());
    tree.put("networks", spec.networks().stream().map(Object::toString).toList());
    spec.clearance().ifPresent(clearance -> tree.put("clearance", clearance));
    spec.residency().ifPresent(residency -> tree.put("residency", residency));
    tree.put("may_pass", spec.mayPass());
    tree.put("created_at", key.createdAt().toString());
    spec.expiresAt().ifPresent(end -> tree.put("expires_at", end.toString()));
    key.lastUsed().ifPresent(last -> tree.put("last_used", last.toString()));
    tree.put("imported", key.imported());
    key.revoked().ifPresent(why -> tree.put("revoked", why));
    tree.put("secrets", key.secrets().stream().map(KeyText::secret).toList());
    return tree;
  }

  private static Map<String, Object> secret(KeySummary.SecretState secret) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("created_at", secret.createdAt().toString());
    tree.put("live", secret.live());
    if (secret.unfinished()) {
      tree.put("unfinished", true);
    }
    secret.usableUntil().ifPresent(end -> tree.put("usable_until", end.toString()));
    secret.lastUsed().ifPresent(last -> tree.put("last_used", last.toString()));
    return tree;
  }
}
