package dev.portcullis.ports;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads named, versioned secrets; what it returns is never older than the adapter's stated maximum
 * age.
 *
 * <p>Transient failures are retried inside the adapter within its time budget; after that {@link
 * PortException} says THROTTLED, UNAVAILABLE or TIMEOUT. A refused read is DENIED, a damaged one
 * CORRUPT. A secret that does not exist is an empty result, not an exception. An adapter may cache,
 * and then {@link #fresh} by-passes the cache. Safe for concurrent use.
 */
public interface SecretStore {

  /**
   * One version of one secret.
   *
   * @param name the secret's name
   * @param version the provider's identifier of this version, stable for its life
   * @param value the secret itself
   * @param created when the provider says this version was made
   */
  record Secret(String name, String version, SecretText value, Instant created) {
    public Secret {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(created, "created");
    }
  }

  /** The primary version of a secret, possibly from a cache; empty if there is no such secret. */
  Optional<Secret> read(String name);

  /**
   * The primary version read from the provider now, whatever a cache holds, and put into the cache.
   * Callers use it once after a credential was refused. Empty if there is no such secret.
   */
  Optional<Secret> fresh(String name);

  /** One version by its identifier, primary or not; empty if it does not exist or was retired. */
  Optional<Secret> read(String name, String version);
}
