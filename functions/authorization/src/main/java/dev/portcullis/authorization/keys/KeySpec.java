package dev.portcullis.authorization.keys;

import dev.portcullis.authorization.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a new key may do and who answers for it. An empty set of models, purposes or networks means
 * no limit there; the policies still decide.
 *
 * @param environment 1 to 16 of {@code [a-z0-9]}, for example {@code live} or {@code test}
 * @param tenant whose data and budget
 * @param owner who answers for the key, not blank
 * @param reason why it exists, not blank
 * @param roles the roles' names, at least one
 * @param models the only models it may call
 * @param purposes the only purposes it may be used for
 * @param networks the only address ranges it may be used from
 * @param clearance highest classification it may handle, 0 to 3
 * @param residency jurisdiction its data must stay in
 * @param mayPass kinds of content it may send without examination
 * @param expiresAt when it ends
 */
public record KeySpec(
    String environment,
    String tenant,
    String owner,
    String reason,
    Set<String> roles,
    Set<String> models,
    Set<String> purposes,
    List<Cidr> networks,
    Optional<Long> clearance,
    Optional<String> residency,
    Set<String> mayPass,
    Optional<Instant> expiresAt) {

  /**
   * Checks everything that a key without an answerable owner would lack.
   *
   * @throws IllegalArgumentException naming what is missing or wrong
   */
  public KeySpec {
    require(KeyFormat.isEnvironment(environment), "environment must be 1 to 16 of a-z and 0-9");
    require(!tenant.isBlank(), "tenant is required");
    require(!owner.isBlank(), "owner is required: who answers for this key");
    require(!reason.isBlank(), "reason is required: what this key is for");
    require(!roles.isEmpty(), "at least one role is required");
    long level = clearance.orElse(0L);
    require(level >= 0 && level <= 3, "clearance must be 0 to 3");
    roles = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    models = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(models));
    purposes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(purposes));
    networks = List.copyOf(networks);
    mayPass = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(mayPass));
  }

  /** A key for one role without further limits. */
  public static KeySpec of(
      String environment, String tenant, String owner, String reason, Set<String> roles) {
    return new KeySpec(
        environment,
        tenant,
        owner,
        reason,
        roles,
        Set.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  /** The same key with an end. */
  public KeySpec until(Instant end) {
    return new KeySpec(
        environment,
        tenant,
        owner,
        reason,
        roles,
        models,
        purposes,
        networks,
        clearance,
        residency,
        mayPass,
        Optional.of(end));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
