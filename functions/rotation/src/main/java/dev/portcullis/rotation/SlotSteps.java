package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.SlotProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Two-slot. The slot is journalled before it is made anew, and it is never the current one's nor
 * one in its grace, so that making it anew again after a crash harms nobody. A replaced key is
 * stopped by making its slot anew and dropping the value.
 */
final class SlotSteps implements KeySteps {
  private final Credential credential;
  private final SlotProvider provider;

  SlotSteps(Credential credential, SlotProvider provider) {
    this.credential = credential;
    this.provider = provider;
  }

  @Override
  public StepOutcome create(Work work) throws LeaseLost {
    if (work.staged().isPresent()) {
      return work.reach(Phase.STORED, RotationStep.Step.CREATE);
    }
    if (work.active().keyId().isEmpty()) {
      Optional<String> inUse = currentSlot(work);
      if (inUse.isEmpty() && work.entry().current().isPresent()) {
        return new StepOutcome.Failed(Settlement.CURRENT_IS_NO_SLOT);
      }
      String slot =
          provider.slots().stream()
              .filter(name -> !name.equals(inUse.orElse("")))
              .min(Comparator.comparing(name -> freeAt(work.entry(), name)))
              .orElseThrow();
      Instant free = freeAt(work.entry(), slot);
      if (free.isAfter(work.now()) && !work.active().emergency()) {
        return new StepOutcome.Waiting(StepOutcome.Why.SLOTS, free);
      }
      work.minted(slot);
    }
    if (!work.stage(value(work))) {
      return new StepOutcome.Failed(Settlement.VERSION_TAKEN);
    }
    return work.reach(Phase.STORED, RotationStep.Step.CREATE);
  }

  /** A new key in a slot nobody uses; in the current slot what somebody else put there. */
  private SecretText value(Work work) throws LeaseLost {
    String slot = work.active().keyId();
    if (inPlace(work)) {
      return provider.read(slot);
    }
    work.leased().stillHeld();
    // If we crash after this, the next delivery makes the same slot anew once more.
    return provider.regenerate(slot);
  }

  private static boolean inPlace(Work work) {
    String slot = work.active().keyId();
    return work.entry().current().map(key -> key.keyId().equals(slot)).orElse(false);
  }

  /** The slot of the current value; found by the value where the journal does not know it. */
  private Optional<String> currentSlot(Work work) {
    Optional<String> known =
        work.entry().current().map(JournalEntry.Held::keyId).filter(id -> !id.isEmpty());
    if (known.isPresent()) {
      return known;
    }
    Optional<SecretText> value =
        work.secrets().fresh(credential.secret()).map(secret -> secret.value());
    return value.flatMap(
        wanted ->
            provider.slots().stream()
                .filter(slot -> provider.read(slot).equals(wanted))
                .findFirst());
  }

  private static Instant freeAt(JournalEntry entry, String slot) {
    return entry.retiring().stream()
        .filter(key -> key.keyId().equals(slot))
        .map(Retiring::retireAt)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  @Override
  public void undo(Work work) throws LeaseLost {
    String slot = work.active().keyId();
    if (!slot.isEmpty() && !inPlace(work)) {
      work.leased().stillHeld();
      // If we crash after this, it is done once more: the slot is in nobody's use.
      provider.regenerate(slot);
    }
  }

  @Override
  public Optional<String> stop(Work work, String token, String keyId) throws LeaseLost {
    if (keyId.isEmpty()) {
      return Optional.of(Retirement.KEY_ID_UNKNOWN);
    }
    boolean takenAgain =
        work.entry().current().map(key -> key.keyId().equals(keyId)).orElse(false)
            || work.entry().active().map(active -> active.keyId().equals(keyId)).orElse(false);
    if (!takenAgain) {
      work.leased().stillHeld();
      provider.regenerate(keyId);
    }
    return Optional.empty();
  }

  /**
   * The current slot, if somebody made it anew elsewhere: then every consumer fails until what is
   * in the slot now is stored. Both must hold, that the stored value is refused and that the slot
   * has another, because a provider may tell an old value for a while.
   */
  @Override
  public Optional<String> drifted(Work work) {
    Optional<String> slot =
        work.entry().current().map(JournalEntry.Held::keyId).filter(id -> !id.isEmpty());
    Optional<SecretText> stored =
        work.secrets().fresh(credential.secret()).map(secret -> secret.value());
    if (slot.isEmpty() || stored.isEmpty()) {
      return Optional.empty();
    }
    boolean refused = credential.probe().probe(stored.get()) == Verdict.REFUSED;
    return refused && !provider.read(slot.get()).equals(stored.get()) ? slot : Optional.empty();
  }
}
