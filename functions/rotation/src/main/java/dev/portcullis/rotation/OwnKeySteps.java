package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import java.util.Optional;

/** Keys made here. Before the value is stored there is nothing; destroying it is the retirement. */
final class OwnKeySteps implements KeySteps {
  private final OwnKeyProvider provider;

  OwnKeySteps(OwnKeyProvider provider) {
    this.provider = provider;
  }

  @Override
  public StepOutcome create(Work work) throws LeaseLost {
    if (work.active().keyId().isEmpty()) {
      work.minted(work.active().token());
    }
    if (work.staged().isEmpty() && !work.stage(provider.generate())) {
      return new StepOutcome.Failed(Settlement.VERSION_TAKEN);
    }
    return work.reach(Phase.STORED, RotationStep.Step.CREATE);
  }

  @Override
  public void announce(Work work) throws LeaseLost {
    work.leased().stillHeld();
    work.staged().ifPresent(value -> provider.announce(work.active().token(), value));
  }

  @Override
  public void undo(Work work) {
    // The stored version is all there is, and whoever gives a rotation up destroys it.
  }

  @Override
  public Optional<String> stop(Work work, String token, String keyId) {
    return provider.stillNeeded(token) ? Optional.of(Retirement.STILL_NEEDED) : Optional.empty();
  }
}
