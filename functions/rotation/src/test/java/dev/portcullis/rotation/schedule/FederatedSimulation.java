package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.FederatedProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.util.Set;

/** A provider that exchanges identities; there is no key. */
final class FederatedSimulation implements Simulated, FederatedProvider {
  @Override
  public CredentialProvider provider() {
    return this;
  }

  @Override
  public Verdict exchange() {
    return Verdict.ACCEPTED;
  }

  @Override
  public boolean works(SecretText value) {
    return false;
  }

  @Override
  public Set<String> liveValues() {
    return Set.of();
  }

  @Override
  public String state() {
    return "";
  }
}
