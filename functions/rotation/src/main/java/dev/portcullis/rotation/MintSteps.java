package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.MintingProvider.Naming;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mint-and-retire. The value is shown once, so a key whose value did not reach the store is deleted
 * and made again; its id is journalled before its value is stored, so that a stored value always
 * has a known key.
 */
final class MintSteps implements KeySteps {
  private final Credential credential;
  private final MintingProvider provider;

  MintSteps(Credential credential, MintingProvider provider) {
    this.credential = credential;
    this.provider = provider;
  }

  @Override
  public StepOutcome create(Work work) throws LeaseLost {
    if (work.staged().isPresent()) {
      return work.reach(Phase.STORED, RotationStep.Step.CREATE);
    }
    if (currentIsUnknown(work.entry())) {
      return new StepOutcome.Refused(
          "Which key at the provider is the current one is not known; adopt it first.");
    }
    claimFormer(work);
    deleteLost(work);
    work.leased().stillHeld();
    MintingProvider.Minted minted = provider.mint(credential.label(work.active().token()));
    if (!(minted instanceof MintingProvider.Fresh fresh)) {
      return new StepOutcome.Waiting(StepOutcome.Why.SLOTS, whenOneIsFree(work));
    }
    // If we crash here, a key exists whose value nobody has: the next delivery finds it by its
    // label, or by being in nobody's keep-set, and deletes it.
    work.minted(fresh.id());
    // If we crash here, the next delivery deletes the journalled key and makes another.
    if (!work.stage(fresh.value())) {
      return new StepOutcome.Failed(Settlement.VERSION_TAKEN);
    }
    // If we crash here, the next delivery finds value and id and goes on.
    return work.reach(Phase.STORED, RotationStep.Step.CREATE);
  }

  /**
   * Before the first rotation in a place without labels: what is there now is in use, and is
   * stopped after the grace of the first rotation. Journalled before anything is made, so that what
   * an attempt makes is never taken for one of these.
   */
  private void claimFormer(Work work) throws LeaseLost {
    JournalEntry entry = work.entry();
    if (provider.naming() != Naming.DEDICATED
        || entry.current().isPresent()
        || !entry.retiring().isEmpty()
        || work.active().phase() != Phase.STARTED) {
      return;
    }
    Instant now = work.now();
    List<Retiring> former = new ArrayList<>();
    for (ProviderKey key : provider.list()) {
      former.add(Retiring.former("former-" + former.size(), key.id(), now));
    }
    if (!former.isEmpty()) {
      work.leased().change(before -> before.withRetiring(former));
    }
  }

  @Override
  public void undo(Work work) throws LeaseLost {
    deleteLost(work);
  }

  /** Deletes what earlier deliveries of the active rotation made. */
  private void deleteLost(Work work) throws LeaseLost {
    Set<String> lost = new HashSet<>();
    String known = work.active().keyId();
    if (!known.isEmpty()) {
      lost.add(known);
    }
    for (ProviderKey key : provider.list()) {
      if (isLost(work, key)) {
        lost.add(key.id());
      }
    }
    for (String id : lost) {
      work.leased().stillHeld();
      // If we crash in this loop, the rest is found the same way again.
      provider.revoke(id);
    }
    if (!known.isEmpty()) {
      Instant now = work.now();
      work.leased().change(entry -> entry.with(work.active().unminted(now)));
    }
  }

  private boolean isLost(Work work, ProviderKey key) {
    if (provider.naming() == Naming.LABELLED) {
      return key.label().equals(credential.label(work.active().token()));
    }
    JournalEntry entry = work.entry();
    // Providers tell whole seconds; a key of the same second as our start is ours.
    Instant start = work.active().startedAt().truncatedTo(ChronoUnit.SECONDS);
    return !currentIsUnknown(entry)
        && !entry.keptKeys().contains(key.id())
        && !key.created().isBefore(start);
  }

  /** Without labels the current key must be known, or it could be taken for a lost one. */
  private boolean currentIsUnknown(JournalEntry entry) {
    return provider.naming() == Naming.DEDICATED
        && entry.current().map(key -> key.keyId().isEmpty()).orElse(false);
  }

  private Instant whenOneIsFree(Work work) {
    return work.entry().retiring().stream()
        .map(Retiring::retireAt)
        .min(Instant::compareTo)
        .orElseGet(() -> work.now().plus(credential.policy().orphanAge()));
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
    List<ProviderKey> keys = provider.list();
    return provider.naming() == Naming.LABELLED
        ? Claims.labelled(credential, entry, keys, now)
        : Claims.dedicated(credential, entry, keys, now);
  }

  @Override
  public List<ProviderKey> live() {
    return provider.list();
  }
}
