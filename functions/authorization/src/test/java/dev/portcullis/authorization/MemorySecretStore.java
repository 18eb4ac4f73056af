package dev.portcullis.authorization;

import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fake secret store: the last added version of a name is its primary. */
public final class MemorySecretStore implements SecretStore {
  private final List<Secret> secrets = new ArrayList<>();

  /** Adds a version, which becomes the primary. */
  public MemorySecretStore add(String name, String version, String value) {
    secrets.add(new Secret(name, version, SecretText.of(name, value), Instant.EPOCH));
    return this;
  }

  /** Takes a version away for good. */
  public void retire(String version) {
    secrets.removeIf(secret -> secret.version().equals(version));
  }

  @Override
  public Optional<Secret> read(String name) {
    return secrets.stream().filter(s -> s.name().equals(name)).reduce((first, last) -> last);
  }

  @Override
  public Optional<Secret> fresh(String name) {
    return read(name);
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    return secrets.stream()
        .filter(s -> s.name().equals(name) && s.version().equals(version))
        .findFirst();
  }
}
