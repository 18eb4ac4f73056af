package dev.portcullis.authorization.keys;

import dev.portcullis.authorization.Cidr;
import dev.portcullis.authorization.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * A key record as JSON; a record that does not read back exactly is refused, never half used.
 *
 * <p>Loops and no lambdas: each of those would cost an authorizer's start half a millisecond.
 */
final class KeyRecordJson {
  private static final StrictJson JSON = new StrictJson(8);

  private KeyRecordJson() {}

  static byte[] encode(KeyRecord key) {
    Map<String, Object> out = new LinkedHashMap<>();
    KeySpec spec = key.spec();
    out.put("version", 1L);
    out.put("id", key.id());
    out.put("imported", key.imported());
    out.put("createdAt", key.createdAt().toString());
    out.put("environment", spec.environment());
    out.put("tenant", spec.tenant());
    out.put("owner", spec.owner());
    out.put("reason", spec.reason());
    out.put("roles", spec.roles());
    out.put("models", spec.models());
    out.put("purposes", spec.purposes());
    List<String> networks = new ArrayList<>();
    for (Cidr network : spec.networks()) {
      networks.add(network.toString());
    }
    out.put("networks", networks);
    put(out, "clearance", spec.clearance());
    put(out, "residency", spec.residency());
    out.put("mayPass", spec.mayPass());
    put(out, "expiresAt", spec.expiresAt());
    List<Object> secrets = new ArrayList<>();
    for (KeyRecord.Secret secret : key.secrets()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("hash", secret.hash());
      one.put("pepper", secret.pepper());
      one.put("createdAt", secret.createdAt().toString());
      put(one, "usableUntil", secret.usableUntil());
      secrets.add(one);
    }
    out.put("secrets", secrets);
    if (key.revocation().isPresent()) {
      KeyRecord.Revocation why = key.revocation().get();
      out.put("revoked", Map.of("at", why.at().toString(), "reason", why.reason()));
    }
    return StrictJson.write(out).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException if the bytes are not a key record
   */
  static KeyRecord decode(byte[] bytes) {
    try {
      Map<String, Object> in = JSON.readObject(new String(bytes, StandardCharsets.UTF_8));
      if (!Long.valueOf(1).equals(in.get("version"))) {
        throw new IllegalArgumentException("unknown version of a key record");
      }
      KeySpec spec =
          new KeySpec(
              text(in, "environment"),
              text(in, "tenant"),
              text(in, "owner"),
              text(in, "reason"),
              texts(in, "roles"),
              texts(in, "models"),
              texts(in, "purposes"),
              networks(in),
              Optional.ofNullable((Long) in.get("clearance")),
              Optional.ofNullable((String) in.get("residency")),
              texts(in, "mayPass"),
              time(in, "expiresAt"));
      List<KeyRecord.Secret> secrets = new ArrayList<>();
      for (Object one : (List<?>) in.getOrDefault("secrets", List.of())) {
        Map<String, Object> secret = StrictJson.typed((Map<?, ?>) one);
        secrets.add(
            new KeyRecord.Secret(
                text(secret, "hash"),
                text(secret, "pepper"),
                time(secret, "createdAt").orElseThrow(),
                time(secret, "usableUntil")));
      }
      Optional<KeyRecord.Revocation> revocation = Optional.empty();
      if (in.get("revoked") instanceof Map<?, ?> map) {
        Map<String, Object> why = StrictJson.typed(map);
        revocation =
            Optional.of(
                new KeyRecord.Revocation(time(why, "at").orElseThrow(), text(why, "reason")));
      }
      return new KeyRecord(
          text(in, "id"),
          spec,
          Boolean.TRUE.equals(in.get("imported")),
          time(in, "createdAt").orElseThrow(),
          secrets,
          revocation);
    } catch (StrictJson.Malformed
        | ClassCastException
        | DateTimeException
        | NoSuchElementException bad) {
      throw new IllegalArgumentException("not a key record", bad);
    }
  }

  private static void put(Map<String, Object> out, String name, Optional<?> value) {
    if (value.isPresent()) {
      out.put(name, value.get() instanceof Instant time ? time.toString() : value.get());
    }
  }

  private static List<Cidr> networks(Map<String, Object> in) {
    List<Cidr> networks = new ArrayList<>();
    for (String network : texts(in, "networks")) {
      networks.add(Cidr.parse(network).orElseThrow());
    }
    return networks;
  }

  private static String text(Map<String, Object> in, String name) {
    if (in.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no " + name + " in a key record");
  }

  private static Set<String> texts(Map<String, Object> in, String name) {
    Set<String> texts = new LinkedHashSet<>();
    if (in.get(name) instanceof List<?> list) {
      for (Object member : list) {
        texts.add((String) member);
      }
      return texts;
    }
    // An absent list would read as "no limit", so it must be there.
    throw new IllegalArgumentException("no " + name + " in a key record");
  }

  private static Optional<Instant> time(Map<String, Object> in, String name) {
    return in.containsKey(name) ? Optional.of(Moments.parse(text(in, name))) : Optional.empty();
  }
}
