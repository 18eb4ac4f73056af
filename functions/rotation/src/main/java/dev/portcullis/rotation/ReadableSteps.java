package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.ReadableProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Re-readable. A value can be read again at any time, so nothing is ever made twice. */
final class ReadableSteps implements KeySteps {
  private final Credential credential;
  private final ReadableProvider provider;

  ReadableSteps(Credential credential, ReadableProvider provider) {
    this.credential = credential;
    this.provider = provider;
  }

  @Override
  public StepOutcome create(Work work) throws LeaseLost {
    if (work.active().keyId().isEmpty()) {
      work.leased().stillHeld();
      // If we crash after this, the same label gives the same key again.
      work.minted(provider.create(credential.label(work.active().token())));
    }
    if (work.staged().isEmpty() && !work.stage(provider.read(work.active().keyId()))) {
      return new StepOutcome.Failed(Settlement.VERSION_TAKEN);
    }
    return work.reach(Phase.STORED, RotationStep.Step.CREATE);
  }

  @Override
  public void undo(Work work) throws LeaseLost {
    String label = credential.label(work.active().token());
    for (ProviderKey key : provider.list()) {
      if (key.label().equals(label) || key.id().equals(work.active().keyId())) {
        work.leased().stillHeld();
        provider.revoke(key.id());
      }
    }
  }

  @Override
  public Optional<String> stop(Work work, String token, String keyId) throws LeaseLost {
    Optional<String> id = Claims.idOf(credential, token, keyId, provider::list);
    if (id.isEmpty()) {
      return Optional.of(Retirement.KEY_ID_UNKNOWN);
    }
    work.leased().stillHeld();
    provider.revoke(id.get());
    return Optional.empty();
  }

  @Override
  public List<ProviderKey> orphans(JournalEntry entry, Instant now) {
    return Claims.labelled(credential, entry, provider.list(), now);
  }

  @Override
  public List<ProviderKey> live() {
    return provider.list();
  }
}
