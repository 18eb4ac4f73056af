package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.FederatedProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.util.Optional;

/** Federate. There is no key to replace; a rotation proves that the exchange still works. */
final class FederatedSteps implements KeySteps {
  private final FederatedProvider provider;

  FederatedSteps(FederatedProvider provider) {
    this.provider = provider;
  }

  @Override
  public boolean storesValue() {
    return false;
  }

  @Override
  public StepOutcome create(Work work) throws LeaseLost {
    return work.reach(Phase.STORED, RotationStep.Step.CREATE);
  }

  @Override
  public Verdict test(Work work) {
    return provider.exchange();
  }

  @Override
  public void undo(Work work) {
    // Nothing was made.
  }

  @Override
  public Optional<String> stop(Work work, String token, String keyId) {
    // A key with an id is one from the time before federation; only a person can stop it.
    return keyId.isEmpty() ? Optional.empty() : Optional.of(Retirement.REVOKE_BY_HAND);
  }
}
