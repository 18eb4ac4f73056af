package dev.portcullis.authorization.keys;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Cidr;
import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.IpAddress;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whose key a text is; does the same work for an unknown id as for a wrong secret.
 *
 * <p>A mistyped key is refused without any store access. The state of a key (revoked, expired,
 * wrong network) is told only after its secret was proved. Safe for concurrent use.
 *
 * <p>Loops and no lambdas, as in what it calls: each would cost an authorizer's start.
 */
public final class ApiKeyVerifier implements CredentialVerifier {
  private static final int SLOTS = 2;

  private final KeyTable table;
  private final KeyUse use;
  private final Pepper pepper;
  private final InstantSource clock;
  private final byte[] decoy;

  /**
   * A verifier over the stores that {@link ApiKeys} writes; see there for the parameters.
   *
   * @throws PortException if the pepper cannot be read: better at the start than at the first call
   */
  public ApiKeyVerifier(
      RecordStore records, SecretStore secrets, String pepperName, InstantSource clock) {
    this.table = new KeyTable(records);
    this.use = new KeyUse(records);
    this.pepper = new Pepper(secrets, pepperName);
    this.clock = clock;
    this.decoy = decoy(pepper.primary().version());
  }

  /** A record like any other whose hashes nothing matches. */
  private static byte[] decoy(String pepperVersion) {
    KeyRecord.Secret secret =
        new KeyRecord.Secret("0".repeat(64), pepperVersion, Instant.EPOCH, Optional.empty());
    KeySpec spec = KeySpec.of("live", "nobody", "nobody", "decoy", Set.of("nobody"));
    return KeyRecordJson.encode(
        new KeyRecord(
            "0".repeat(12), spec, false, Instant.EPOCH, List.of(secret), Optional.empty()));
  }

  /** Whose key this is, or why it is refused; never throws for what a caller sent. */
  @Override
  public Authentication verify(SecretText presented, RequestHead head) {
    KeyFormat.Reading reading = KeyFormat.read(presented.reveal());
    try {
      if (reading instanceof KeyFormat.Reading.Key key) {
        return verify(key.id(), Optional.of(key.environment()), key.secret(), head);
      } else if (reading instanceof KeyFormat.Reading.Foreign) {
        String id = ApiKeys.foreignId(presented.reveal());
        return verify(id, Optional.empty(), presented, head);
      }
      return Authentication.Rejected.of(RejectionCode.KEY_CHECKSUM);
    } catch (PortException unreadable) {
      return Authentication.Rejected.unavailable(String.valueOf(unreadable.getMessage()));
    }
  }

  private Authentication verify(
      String id, Optional<String> environment, SecretText secret, RequestHead head) {
    Optional<byte[]> stored = table.bytes(id);
    // From here on an unknown id takes the same steps with the decoy as a known one with its
    // record.
    KeyRecord key = KeyTable.decode(id, stored.orElse(decoy));
    Optional<KeyRecord.Secret> matching = matching(id, key, secret);
    boolean sameEnvironment =
        environment.isEmpty() || environment.get().equals(key.spec().environment());
    if (stored.isEmpty() || matching.isEmpty() || !sameEnvironment) {
      return Authentication.Rejected.of(RejectionCode.KEY_INVALID);
    }
    Instant now = clock.instant();
    Optional<RejectionCode> stopped = stopped(key, matching.get(), head, now);
    if (stopped.isPresent()) {
      return Authentication.Rejected.of(stopped.get());
    }
    use.stamp(id, matching.get(), now);
    return new Authentication.Authenticated(principal(key));
  }

  /** Hashes for every slot, used or not, and compares each in constant time. */
  private Optional<KeyRecord.Secret> matching(String id, KeyRecord key, SecretText secret) {
    KeyRecord.Secret found = null;
    for (int slot = 0; slot < SLOTS; slot++) {
      boolean filled = slot < key.secrets().size();
      KeyRecord.Secret candidate = key.secrets().get(filled ? slot : 0);
      Optional<SecretStore.Secret> version = pepper.version(candidate.pepper());
      // A secret whose pepper is retired cannot match any more; the other one still can.
      String hash = Pepper.hash(version.isPresent() ? version.get() : pepper.primary(), id, secret);
      boolean equal = MessageDigest.isEqual(ascii(hash), ascii(candidate.hash()));
      if (equal && filled && version.isPresent()) {
        found = candidate;
      }
    }
    return Optional.ofNullable(found);
  }

  private static Optional<RejectionCode> stopped(
      KeyRecord key, KeyRecord.Secret secret, RequestHead head, Instant now) {
    if (key.revocation().isPresent()) {
      return Optional.of(RejectionCode.KEY_DISABLED);
    } else if (key.expired(now)) {
      return Optional.of(RejectionCode.KEY_EXPIRED);
    } else if (!secret.live(now)) {
      return Optional.of(RejectionCode.KEY_SECRET_RETIRED);
    }
    boolean inside = key.spec().networks().isEmpty() || inside(key.spec().networks(), head);
    return inside ? Optional.empty() : Optional.of(RejectionCode.KEY_ORIGIN);
  }

  private static boolean inside(List<Cidr> networks, RequestHead head) {
    Optional<IpAddress> source =
        head.sourceIp().isPresent() ? IpAddress.parse(head.sourceIp().get()) : Optional.empty();
    for (Cidr network : networks) {
      if (source.isPresent() && network.contains(source.get())) {
        return true;
      }
    }
    return false;
  }

  private static Principal principal(KeyRecord key) {
    KeySpec spec = key.spec();
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("grantedAt", key.createdAt());
    putIfPresent(attributes, "expiresAt", spec.expiresAt());
    putIfPresent(attributes, "clearance", spec.clearance());
    putIfPresent(attributes, "residency", spec.residency());
    putUnlessEmpty(attributes, "models", spec.models());
    putUnlessEmpty(attributes, "purposes", spec.purposes());
    putUnlessEmpty(attributes, "mayPass", spec.mayPass());
    return new Principal(
        "ApiKey", key.id(), spec.tenant(), List.copyOf(spec.roles()), attributes, "api-key");
  }

  private static void putIfPresent(Map<String, Object> into, String name, Optional<?> value) {
    if (value.isPresent()) {
      into.put(name, value.get());
    }
  }

  private static void putUnlessEmpty(Map<String, Object> into, String name, Set<String> values) {
    if (!values.isEmpty()) {
      into.put(name, values);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
