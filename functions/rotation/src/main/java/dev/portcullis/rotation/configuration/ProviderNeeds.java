package dev.portcullis.rotation.configuration;

import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.http.Exchange;
import dev.portcullis.rotation.provider.http.Pause;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the providers of configured credentials need.
 *
 * @param secrets holds the credentials that manage others, each under its name
 * @param keys our own API keys
 * @param verifier judges our own API keys as callers meet it; empty where none are rotated
 * @param publication where public halves of signing keys go; empty where none are rotated
 * @param exchange sends requests to providers
 * @param pause waits for a provider's operations
 * @param clock the time
 * @param random makes keys
 */
public record ProviderNeeds(
    SecretStore secrets,
    ApiKeys keys,
    Optional<CredentialVerifier> verifier,
    Optional<PublicationStore> publication,
    Exchange exchange,
    Pause pause,
    InstantSource clock,
    SecureRandom random) {
  public ProviderNeeds {
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(publication, "publication");
    Objects.requireNonNull(exchange, "exchange");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
  }

  /** Reads a managing credential anew each time it is used. */
  Supplier<SecretText> secret(String name) {
    return () ->
        secrets
            .fresh(name)
            .map(SecretStore.Secret::value)
            .orElseThrow(
                () -> new PortException(PortException.Code.MISSING, "read the secret " + name));
  }
}
