package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.Finished;
import dev.portcullis.rotation.journal.Finished.Outcome;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Held;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What an operator may do to a credential besides letting it rotate; each under its lease. */
final class Control {
  /** An operator said which key at the provider is the current one. */
  static final String ADOPTED = "ADOPTED";

  private static final StepOutcome DONE = new StepOutcome.Done();

  private Control() {}

  static StepOutcome pause(Work work, String reason) throws LeaseLost {
    work.leased().change(entry -> entry.withPaused(Optional.of(reason)));
    return DONE;
  }

  static StepOutcome resume(Work work) throws LeaseLost {
    work.leased().change(entry -> entry.withPaused(Optional.empty()));
    return DONE;
  }

  static StepOutcome giveUp(Work work) throws LeaseLost {
    if (work.entry().active().isEmpty()) {
      return new StepOutcome.Refused("No rotation is under way.");
    }
    Settlement.abandon(work, Settlement.GIVEN_UP);
    return DONE;
  }

  /** Names the provider's key that is current, for a credential that was made elsewhere. */
  static StepOutcome adopt(Work work, String keyId) throws LeaseLost {
    if (work.entry().current().isEmpty()) {
      return new StepOutcome.Refused("There is no current version to adopt a key for.");
    }
    boolean there = work.steps().live().stream().anyMatch(key -> key.id().equals(keyId));
    if (!there) {
      return new StepOutcome.Refused("The provider lists no key with this id.");
    }
    Held current = work.entry().current().get();
    String name = Trigger.whole(work.credential().id(), "adopt " + current.token() + keyId).token();
    work.log().done(work.credential().id(), name, RotationStep.Step.RECONCILE, ADOPTED);
    // If we crash here, the log has what the journal has not; the same again changes that.
    work.leased()
        .change(entry -> entry.withCurrent(new Held(current.token(), keyId, current.since())));
    return DONE;
  }

  /** Takes the key that a person made; the remaining steps follow. */
  static StepOutcome handOver(Work work, SecretText value) throws LeaseLost {
    boolean waiting = work.entry().active().map(a -> a.phase() == Phase.AWAITING_KEY).orElse(false);
    if (!waiting) {
      return new StepOutcome.Refused("Nobody was asked for a key.");
    }
    // If we crash after this, the value is stored and the next delivery goes on with it.
    return work.stage(value)
        ? DONE
        : new StepOutcome.Refused("Another key was handed over; give the rotation up first.");
  }

  /** Gives readers the former key again; the present one gets the grace that the former had. */
  static StepOutcome rollBack(Work work) throws LeaseLost {
    JournalEntry before = work.entry();
    if (before.active().isPresent()) {
      return new StepOutcome.Refused("A rotation is under way; give it up first.");
    }
    Instant now = work.now();
    Optional<Retiring> former =
        before.retiring().stream()
            .filter(key -> now.isBefore(key.retireAt()))
            .max(Comparator.comparing(Retiring::replacedAt));
    if (former.isEmpty() || before.current().isEmpty()) {
      return new StepOutcome.Refused("No former key is in its grace.");
    }
    Held bad = before.current().get();
    Retiring good = former.get();
    work.leased().stillHeld();
    // If we crash after this, the store says that the former key is current, and whoever comes next
    // takes that over before it stops any key.
    if (!work.versions().promote(work.credential().secret(), good.token(), bad.token())) {
      return new StepOutcome.Failed(Settlement.CURRENT_CHANGED);
    }
    work.log().done(work.credential().id(), bad.token(), RotationStep.Step.FINISH, "ROLLED_BACK");
    work.journal()
        .remember(
            new Finished(
                work.credential().id(),
                bad.token(),
                bad.since(),
                now,
                Outcome.ROLLED_BACK,
                false,
                ""));
    work.leased()
        .change(
            entry ->
                Settlement.retireCurrent(
                        entry.without(good.token()), now, Settlement.grace(work, now))
                    .withCurrent(new Held(good.token(), good.keyId(), now)));
    return DONE;
  }
}
