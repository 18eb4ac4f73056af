package dev.portcullis.rotation.schedule;

import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import java.util.Set;
import java.util.TreeSet;

/** Keys made here: one works while its version can be read and it was announced. */
final class OwnKeySimulation implements Simulated, OwnKeyProvider {
  private final Gate gate;
  private final MemorySecrets secrets;
  private final String secret;
  private final Set<String> announced = new TreeSet<>();
  private int made;

  OwnKeySimulation(Gate gate, MemorySecrets secrets, String secret) {
    this.gate = gate;
    this.secrets = secrets;
    this.secret = secret;
  }

  @Override
  public CredentialProvider provider() {
    return this;
  }

  @Override
  public SecretText generate() {
    made++;
    return SecretText.of("key", "value-" + made);
  }

  @Override
  public void announce(String version, SecretText value) {
    gate.effect(() -> announced.add(value.reveal()));
  }

  @Override
  public boolean stillNeeded(String version) {
    return false;
  }

  @Override
  public boolean works(SecretText value) {
    return announced.contains(value.reveal()) && stored().contains(value.reveal());
  }

  @Override
  public Set<String> liveValues() {
    return stored();
  }

  private Set<String> stored() {
    Set<String> values = new TreeSet<>();
    for (SecretVersions.Version version : secrets.versions(secret)) {
      values.add(secrets.read(secret, version.name()).orElseThrow().value().reveal());
    }
    return values;
  }

  @Override
  public String state() {
    return announced.toString();
  }
}
