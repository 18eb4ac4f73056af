package dev.portcullis.contract;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.util.List;
import java.util.Optional;

/** Stands where a suite has not opened its secrets yet, and refuses everything. */
final class NotOpened implements SecretVersions, SecretStore {
  @Override
  public Optional<Secret> read(String name) {
    throw refusal();
  }

  @Override
  public Optional<Secret> fresh(String name) {
    throw refusal();
  }

  @Override
  public Optional<Secret> read(String name, String version) {
    throw refusal();
  }

  @Override
  public List<Version> versions(String secret) {
    throw refusal();
  }

  @Override
  public boolean stage(String secret, String version, SecretText value) {
    throw refusal();
  }

  @Override
  public boolean promote(String secret, String version, String expected) {
    throw refusal();
  }

  @Override
  public void destroy(String secret, String version) {
    throw refusal();
  }

  private static PortException refusal() {
    return new PortException(PortException.Code.MISSING, "the suite has not opened its secrets");
  }
}
