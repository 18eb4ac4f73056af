package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Disable-only. A person makes the key, names it with the rotation's label and hands its value
 * over; everything before and after that is as for any other key.
 */
final class HandOverSteps implements KeySteps {
  /** The code of the record that asks a person for a key. */
  static final String ASKED = "HAND_OVER_ASKED";

  private final Credential credential;
  private final DisableOnlyProvider provider;

  HandOverSteps(Credential credential, DisableOnlyProvider provider) {
    this.credential = credential;
    this.provider = provider;
  }

  @Override
  public StepOutcome create(Work work) throws LeaseLost {
    if (work.staged().isPresent()) {
      if (work.active().keyId().isEmpty()) {
        Optional<String> id = newKey(work);
        if (id.isPresent()) {
          work.minted(id.get());
        }
      }
      return work.reach(Phase.STORED, RotationStep.Step.CREATE);
    }
    Active active = work.active();
    if (active.phase() == Phase.STARTED) {
      work.log().done(credential.id(), active.token(), RotationStep.Step.CREATE, ASKED);
      Instant now = work.now();
      work.leased().change(entry -> entry.with(active.at(Phase.AWAITING_KEY, now)));
    }
    return new StepOutcome.Waiting(
        StepOutcome.Why.HAND_OVER, active.startedAt().plus(credential.policy().handOver()));
  }

  /** By its label; by being the only new one where the person chose another name. */
  private Optional<String> newKey(Work work) {
    List<ProviderKey> keys = provider.list();
    String label = credential.label(work.active().token());
    Optional<String> named =
        keys.stream().filter(key -> key.label().equals(label)).map(ProviderKey::id).findFirst();
    Instant start = work.active().startedAt().truncatedTo(ChronoUnit.SECONDS);
    List<String> recent =
        keys.stream()
            .filter(key -> !key.created().isBefore(start))
            .map(ProviderKey::id)
            .filter(id -> !work.entry().keptKeys().contains(id))
            .toList();
    return named.or(() -> recent.size() == 1 ? Optional.of(recent.get(0)) : Optional.empty());
  }

  @Override
  public void undo(Work work) throws LeaseLost {
    String label = credential.label(work.active().token());
    for (ProviderKey key : provider.list()) {
      if (key.label().equals(label) || key.id().equals(work.active().keyId())) {
        work.leased().stillHeld();
        provider.disable(key.id());
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
    provider.disable(id.get());
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
