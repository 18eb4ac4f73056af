package dev.portcullis.rotation;

import dev.portcullis.alerts.Rule;
import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.Finished;
import dev.portcullis.rotation.journal.Finished.Outcome;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Held;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.time.Instant;
import java.util.Optional;

/** Brings the journal and the secret store together, and ends rotations, one way or the other. */
final class Settlement {
  /** The version that a rotation needs holds a value that nobody here made. */
  static final String VERSION_TAKEN = "VERSION_TAKEN";

  /** The current value is in none of the provider's slots. */
  static final String CURRENT_IS_NO_SLOT = "CURRENT_IS_NO_SLOT";

  /** Somebody made another version current in the meantime. */
  static final String CURRENT_CHANGED = "CURRENT_CHANGED";

  /** The provider refused the new key for longer than it may. */
  static final String TEST_REFUSED = "TEST_REFUSED";

  /** An operator gave the rotation up. */
  static final String GIVEN_UP = "GIVEN_UP";

  /** Nobody handed a key over in time. */
  static final String HAND_OVER_MISSED = "HAND_OVER_MISSED";

  /** A rotation made no progress for too long. */
  static final String STUCK = "STUCK";

  /** The log did not take the end of a rotation, so it has not ended. */
  static final String UNRECORDED = "UNRECORDED";

  private Settlement() {}

  /**
   * Takes over what the store says is current: readers go by the store and by nothing else. A
   * rotation whose last answer was lost is completed here.
   */
  static void settle(Work work) throws LeaseLost {
    if (!work.steps().storesValue()) {
      return;
    }
    Optional<String> stored = work.storedCurrent();
    if (stored.isEmpty()) {
      return;
    }
    String token = stored.get();
    if (work.entry().active().map(active -> active.token().equals(token)).orElse(false)) {
      complete(work);
    } else if (!work.entry().current().map(key -> key.token().equals(token)).orElse(false)) {
      adopt(work, token);
    }
  }

  /** Somebody promoted by hand, or a roll-back was cut off after its promotion. */
  private static void adopt(Work work, String token) throws LeaseLost {
    Instant now = work.now();
    Optional<Retiring> former =
        work.entry().retiring().stream().filter(key -> key.token().equals(token)).findFirst();
    if (former.isPresent()) {
      // Whoever did it, readers were given the former key again.
      work.entry().current().ifPresent(bad -> rolledBack(work, bad, now));
    }
    String keyId = former.map(Retiring::keyId).orElse("");
    work.leased()
        .change(
            entry ->
                retireCurrent(entry.without(token), now, grace(work, now))
                    .withCurrent(new Held(token, keyId, now)));
  }

  /** The active rotation is what readers get: the former key begins its grace. */
  static void complete(Work work) throws LeaseLost {
    Active active = work.active();
    Instant now = work.now();
    work.log().done(work.credential().id(), active.token(), RotationStep.Step.FINISH);
    work.journal().remember(finished(work, Outcome.ROTATED, ""));
    // If we crash before this, the next delivery or the reconciler comes here again. The grace
    // counts from when we write it, so it is never shorter than it must be.
    Instant retireAt = active.emergency() ? now : grace(work, now);
    work.leased()
        .change(
            entry ->
                retireCurrent(entry, now, retireAt)
                    .withCurrent(new Held(active.token(), active.keyId(), now))
                    .end(true));
  }

  /** Removes what the active rotation made and ends it; the current key is not touched. */
  static StepOutcome abandon(Work work, String code) throws LeaseLost {
    if (work.active().phase() != Phase.ABANDONING) {
      Instant now = work.now();
      work.leased()
          .change(entry -> entry.with(work.active().failed(code).at(Phase.ABANDONING, now)));
    }
    // If we crash anywhere below, whoever comes next sees the phase and does it again.
    String why = work.active().lastCode();
    work.steps().undo(work);
    if (work.steps().storesValue()) {
      work.leased().stillHeld();
      work.versions().destroy(work.credential().secret(), work.active().token());
    }
    String id = work.credential().id();
    if (!work.log().failed(id, work.active().token(), RotationStep.Step.FINISH, why)) {
      // An end that is in no record is no end; whoever comes next does it again.
      return new StepOutcome.Failed(UNRECORDED);
    }
    work.journal().remember(finished(work, Outcome.ABANDONED, why));
    work.leased().change(entry -> entry.end(false));
    work.log().raise(Rule.ROTATION_FAILED, work.credential().id(), 1, 0);
    return new StepOutcome.Failed(why);
  }

  /** A former key is what readers get again; the same once more changes nothing. */
  static void rolledBack(Work work, Held bad, Instant now) {
    String id = work.credential().id();
    work.journal()
        .remember(new Finished(id, bad.token(), bad.since(), now, Outcome.ROLLED_BACK, false, ""));
  }

  static Finished finished(Work work, Outcome outcome, String code) {
    Active active = work.active();
    return new Finished(
        work.credential().id(),
        active.token(),
        active.startedAt(),
        work.now(),
        outcome,
        active.emergency(),
        code);
  }

  static JournalEntry retireCurrent(JournalEntry entry, Instant now, Instant retireAt) {
    JournalEntry replaced =
        entry.withRetiring(
            entry.retiring().stream().map(key -> key.replaced(now, retireAt)).toList());
    return replaced
        .current()
        .map(old -> replaced.retire(new Retiring(old.token(), old.keyId(), now, retireAt)))
        .orElse(replaced);
  }

  static Instant grace(Work work, Instant now) {
    return now.plus(work.credential().policy().grace());
  }
}
