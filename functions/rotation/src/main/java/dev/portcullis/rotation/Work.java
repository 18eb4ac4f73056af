package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.Journal;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.LeasedEntry;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One credential under its lease, with all that a step needs; for one thread. */
record Work(
    Credential credential,
    KeySteps steps,
    LeasedEntry leased,
    Journal journal,
    SecretStore secrets,
    SecretVersions versions,
    RotationLog log,
    InstantSource clock) {

  JournalEntry entry() {
    return leased.entry();
  }

  Active active() {
    return entry().active().orElseThrow();
  }

  Instant now() {
    return clock.instant();
  }

  /** The value stored under the active token, if it is there; never from a cache. */
  Optional<SecretText> staged() {
    return secrets.read(credential.secret(), active().token()).map(SecretStore.Secret::value);
  }

  /** Stores the value under the active token; false if another value is there. */
  boolean stage(SecretText value) throws LeaseLost {
    leased.stillHeld();
    return versions.stage(credential.secret(), active().token(), value);
  }

  /** The version that readers get. */
  Optional<String> storedCurrent() {
    return versions.versions(credential.secret()).stream()
        .filter(SecretVersions.Version::current)
        .map(SecretVersions.Version::name)
        .findFirst();
  }

  /** Journals that a key exists whose id is known now. */
  void minted(String keyId) throws LeaseLost {
    Instant now = now();
    leased.change(entry -> entry.with(active().minted(keyId, now)));
  }

  /**
   * Records a step as done, then journals it. If we crash in between, the step is found done and
   * recorded again under the same event id.
   */
  StepOutcome reach(Phase phase, RotationStep.Step step) throws LeaseLost {
    if (!active().reached(phase)) {
      log.done(credential.id(), active().token(), step);
      Instant now = now();
      leased.change(entry -> entry.with(active().at(phase, now)));
    }
    return new StepOutcome.Done();
  }
}
