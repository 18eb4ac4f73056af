package dev.portcullis.authorization.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key as it is stored: everything but the secret, of which only keyed hashes are kept. */
record KeyRecord(
    String id,
    KeySpec spec,
    boolean imported,
    Instant createdAt,
    List<Secret> secrets,
    Optional<Revocation> revocation) {

  /** Newest first, and one that is not finished last; at most two that are accepted are kept. */
  KeyRecord {
    secrets = List.copyOf(secrets);
  }

  /**
   * One secret of a key.
   *
   * @param hash HMAC-SHA-256 of the secret, hexadecimal
   * @param pepper the version of the pepper that keyed the hash
   * @param usableUntil the end of its grace, if a newer secret has replaced it; one that is not
   *     accepted yet ended long ago, so that every reader, also an earlier version of this one,
   *     refuses it
   */
  record Secret(String hash, String pepper, Instant createdAt, Optional<Instant> usableUntil) {
    private static final Instant BEGUN = Instant.EPOCH;
    private static final Instant GIVEN_UP = Instant.EPOCH.plusSeconds(1);

    /** One that is not accepted until it is {@link #accepted}. */
    static Secret begun(String hash, String pepper, Instant createdAt) {
      return new Secret(hash, pepper, createdAt, Optional.of(BEGUN));
    }

    boolean live(Instant now) {
      return usableUntil.isEmpty() || now.isBefore(usableUntil.get());
    }

    Secret until(Instant end) {
      return new Secret(hash, pepper, createdAt, Optional.of(end));
    }

    Secret accepted() {
      return new Secret(hash, pepper, createdAt, Optional.empty());
    }

    Secret givenUp() {
      return until(GIVEN_UP);
    }

    boolean isBegun() {
      return usableUntil.filter(BEGUN::equals).isPresent();
    }

    boolean isGivenUp() {
      return usableUntil.filter(GIVEN_UP::equals).isPresent();
    }

    /** True if it was never accepted. */
    boolean unfinished() {
      return isBegun() || isGivenUp();
    }
  }

  /** When and why the key was stopped. */
  record Revocation(Instant at, String reason) {}

  KeyRecord withSecrets(List<Secret> changed) {
    return new KeyRecord(id, spec, imported, createdAt, changed, revocation);
  }

  /** With one more secret, behind the others. */
  KeyRecord with(Secret secret) {
    List<Secret> more = new ArrayList<>(secrets);
    more.add(secret);
    return withSecrets(more);
  }

  /** With another secret in the place of one. */
  KeyRecord replace(Secret old, Secret changed) {
    return withSecrets(secrets.stream().map(one -> one.equals(old) ? changed : one).toList());
  }

  /** The secret that was made at a time; no two of a key have the same. */
  Optional<Secret> secret(Instant made) {
    return secrets.stream().filter(one -> one.createdAt().equals(made)).findFirst();
  }

  KeyRecord revoked(Revocation why) {
    return new KeyRecord(id, spec, imported, createdAt, secrets, Optional.of(why));
  }

  /** True if nothing of it was ever accepted and it was given up for that. */
  boolean abandoned() {
    return revocation.isPresent() && secrets.stream().allMatch(Secret::isGivenUp);
  }

  boolean expired(Instant now) {
    return spec.expiresAt().isPresent() && !now.isBefore(spec.expiresAt().get());
  }
}
