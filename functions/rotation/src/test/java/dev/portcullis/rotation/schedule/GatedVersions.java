package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.util.List;

/** Secret versions whose writes go through the gate. */
record GatedVersions(SecretVersions store, Gate gate) implements SecretVersions {
  @Override
  public List<Version> versions(String secret) {
    return store.versions(secret);
  }

  @Override
  public boolean stage(String secret, String version, SecretText value) {
    return gate.effect(() -> store.stage(secret, version, value));
  }

  @Override
  public boolean promote(String secret, String version, String expected) {
    return gate.effect(() -> store.promote(secret, version, expected));
  }

  @Override
  public void destroy(String secret, String version) {
    gate.effect(() -> store.destroy(secret, version));
  }
}
