package dev.portcullis.contract.memory;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets and their versions in memory, read and written. Safe for concurrent use. */
public final class MemorySecrets implements SecretStore, SecretVersions {
  private final InstantSource clock;
  private final Map<String, Map<String, Secret>> secrets = new HashMap<>();
  private final Map<String, String> current = new HashMap<>();

  /** An empty store under a clock. */
  public MemorySecrets(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Secret> read(String name) {
    return Optional.ofNullable(current.get(name)).flatMap(version -> read(name, version));
  }

  @Override
  public Optional<Secret> fresh(String name) {
    return read(name);
  }

  @Override
  public synchronized Optional<Secret> read(String name, String version) {
    Keys.check(name);
    return Optional.ofNullable(secrets.getOrDefault(name, Map.of()).get(version));
  }

  @Override
  public synchronized List<Version> versions(String secret) {
    Keys.check(secret);
    List<Version> found = new ArrayList<>();
    for (Secret one : secrets.getOrDefault(secret, Map.of()).values()) {
      found.add(
          new Version(one.version(), one.version().equals(current.get(secret)), one.created()));
    }
    return found;
  }

  @Override
  public synchronized boolean stage(String secret, String version, SecretText value) {
    Keys.check(secret);
    checkVersion(version);
    Secret made = new Secret(secret, version, value, clock.instant());
    Secret before =
        secrets.computeIfAbsent(secret, name -> new LinkedHashMap<>()).putIfAbsent(version, made);
    return before == null || before.value().equals(value);
  }

  @Override
  public synchronized boolean promote(String secret, String version, String expected) {
    if (read(secret, version).isEmpty()) {
      throw new PortException(Code.MISSING, "promote a version of " + secret);
    }
    String present = current.getOrDefault(secret, NONE);
    if (!present.equals(version) && !present.equals(expected)) {
      return false;
    }
    current.put(secret, version);
    return true;
  }

  @Override
  public synchronized void destroy(String secret, String version) {
    Keys.check(secret);
    if (version.equals(current.get(secret))) {
      throw new PortException(Code.INVALID, "destroy the current version of " + secret);
    }
    Map<String, Secret> versions = secrets.get(secret);
    if (versions != null) {
      versions.remove(version);
    }
  }

  private static void checkVersion(String version) {
    if (!version.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new PortException(Code.INVALID, "not a version's name");
    }
  }
}
