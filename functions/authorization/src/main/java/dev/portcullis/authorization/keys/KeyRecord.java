package dev.portcullis.authorization.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A key as stored: everything but the secret, of which only keyed hashes are kept. */
record KeyRecord(
    String id,
    KeySpec spec,
    boolean imported,
    Instant createdAt,
    List<Secret> secrets,
    Optional<Revocation> revocation) {

  /** Newest first; at most two are kept. */
  KeyRecord {
    secrets = List.copyOf(secrets);
  }

  /**
   * One secret of a key.
   *
   * @param hash HMAC-SHA-256 of the secret, hexadecimal
   * @param pepper the version of the pepper that keyed the hash
   * @param usableUntil the end of its grace, if a newer secret has replaced it
   */
  record Secret(String hash, String pepper, Instant createdAt, Optional<Instant> usableUntil) {
    boolean live(Instant now) {
      return usableUntil.isEmpty() || now.isBefore(usableUntil.get());
    }

    Secret until(Instant end) {
      return new Secret(hash, pepper, createdAt, Optional.of(end));
    }
  }

  /** When and why the key was stopped. */
  record Revocation(Instant at, String reason) {}

  KeyRecord withSecrets(List<Secret> changed) {
    return new KeyRecord(id, spec, imported, createdAt, changed, revocation);
  }

  KeyRecord revoked(Revocation why) {
    return new KeyRecord(id, spec, imported, createdAt, secrets, Optional.of(why));
  }

  boolean expired(Instant now) {
    return spec.expiresAt().isPresent() && !now.isBefore(spec.expiresAt().get());
  }
}
