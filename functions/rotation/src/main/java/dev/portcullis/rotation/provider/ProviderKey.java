package dev.portcullis.rotation.provider;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A key as its provider lists it, without its value.
 *
 * @param id the provider's name of it
 * @param label the name it was given, empty if it has none
 * @param created when it was made, by the provider's clock
 * @param lastUsed when it was last used, where the provider tells
 */
public record ProviderKey(String id, String label, Instant created, Optional<Instant> lastUsed) {
  public ProviderKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(lastUsed, "lastUsed");
  }
}
