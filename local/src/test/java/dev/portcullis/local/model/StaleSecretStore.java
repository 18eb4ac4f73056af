package dev.portcullis.local.model;

import dev.portcullis.ports.SecretStore;
import java.util.Optional;

/** A store whose secret is rotated between the cached read and the fresh one. */
final class StaleSecretStore implements SecretStore {
  private final SecretStore store;
  private final Runnable rotation;

  StaleSecretStore(SecretStore store, Runnable rotation) {
    this.store = store;
    this.rotation = rotation;
  }

  @Override
  public Optional<Secret> read(String name) {
    return store.read(name);
  }

  @Override
  public Optional<Secret> fresh(String name) {
    rotation.run();
    return store.fresh(name);
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    return store.read(name, version);
  }
}
