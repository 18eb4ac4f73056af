package dev.portcullis.local.model;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import java.util.Optional;

/** A store that does not answer while a test says so. */
final class UnreachableSecretStore implements SecretStore {
  private final SecretStore store;
  boolean unreachable;

  UnreachableSecretStore(SecretStore store) {
    this.store = store;
  }

  @Override
  public Optional<Secret> read(String name) {
    return reached().read(name);
  }

  @Override
  public Optional<Secret> fresh(String name) {
    return reached().fresh(name);
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    return reached().read(name, version);
  }

  private SecretStore reached() {
    if (unreachable) {
      throw new PortException(PortException.Code.UNAVAILABLE, "read a secret");
    }
    return store;
  }
}
