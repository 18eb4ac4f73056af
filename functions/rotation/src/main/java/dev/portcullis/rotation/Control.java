package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Held;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator may do to a credential besides letting it rotate; each under its lease. */
final class Control {
  /** An operator said which key at the provider is the current one. */
  static final String ADOPTED = "ADOPTED";

  /** An operator said that nothing is to happen to the credential. */
  static final String PAUSED = "PAUSED";

  /** An operator ended that. */
  static final String RESUMED = "RESUMED";

  /** Readers get the former key again. */
  static final String ROLLED_BACK = "ROLLED_BACK";

  private static final StepOutcome DONE = new StepOutcome.Done();

  private Control() {}

  static StepOutcome pause(Work work, String reason) throws LeaseLost {
    return paused(work, Optional.of(reason), PAUSED);
  }

  static StepOutcome resume(Work work) throws LeaseLost {
    return paused(work, Optional.empty(), RESUMED);
  }

  private static StepOutcome paused(Work work, Optional<String> reason, String code)
      throws LeaseLost {
    if (!work.entry().paused().equals(reason)) {
      record(work, code + " " + work.now(), code);
      // If we crash here, the log has what the journal has not; the same again changes that.
      work.leased().change(entry -> entry.withPaused(reason));
    }
    return DONE;
  }

  /** A record of what an operator did that is no step of a rotation. */
  private static void record(Work work, String cause, String code) {
    String credential = work.credential().id();
    String name = Trigger.whole(credential, cause).token();
    work.log().done(credential, name, RotationStep.Step.RECONCILE, code);
  }

  static StepOutcome giveUp(Work work) throws LeaseLost {
    if (work.entry().active().isEmpty()) {
      return new StepOutcome.Refused("No rotation is under way.");
    }
    StepOutcome ended = Settlement.abandon(work, Settlement.GIVEN_UP);
    return work.entry().active().isEmpty() ? DONE : ended;
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
    record(work, "adopt " + current.token() + keyId, ADOPTED);
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
    } else if (inUse(work, value)) {
      return new StepOutcome.Refused(
          "This key is in use or in its grace, and would be stopped as the former one; make a new one.");
    }
    // If we crash after this, the value is stored and the next delivery goes on with it.
    return work.stage(value)
        ? DONE
        : new StepOutcome.Refused("Another key was handed over; give the rotation up first.");
  }

  private static boolean inUse(Work work, SecretText value) {
    JournalEntry entry = work.entry();
    return Stream.concat(
            entry.current().map(Held::token).stream(),
            entry.retiring().stream().map(Retiring::token))
        .flatMap(token -> work.secrets().read(work.credential().secret(), token).stream())
        .anyMatch(held -> held.value().equals(value));
  }

  /**
   * Gives readers the former key again; the present one gets the grace that the former had.
   *
   * @param bad the version that readers must not get any more; empty for whichever they get. Who
   *     may ask twice names it: the second time would give it to them again
   */
  static StepOutcome rollBack(Work work, Optional<String> bad) throws LeaseLost {
    JournalEntry before = work.entry();
    if (before.active().isPresent()) {
      return new StepOutcome.Refused("A rotation is under way; give it up first.");
    }
    Optional<Held> current = before.current();
    if (bad.isPresent() && !bad.equals(current.map(Held::token))) {
      return new StepOutcome.Refused("Readers do not get the version that was named.");
    }
    Instant now = work.now();
    Optional<Retiring> former =
        before.retiring().stream()
            .filter(key -> now.isBefore(key.retireAt()))
            .max(Comparator.comparing(Retiring::replacedAt));
    if (former.isEmpty() || current.isEmpty()) {
      return new StepOutcome.Refused("No former key is in its grace.");
    }
    return rollBack(work, current.get(), former.get(), now);
  }

  private static StepOutcome rollBack(Work work, Held bad, Retiring good, Instant now)
      throws LeaseLost {
    String id = work.credential().id();
    work.log().done(id, bad.token(), RotationStep.Step.FINISH, ROLLED_BACK);
    // If we crash here, the log has what readers have not; the same again gives it to them.
    work.leased().stillHeld();
    // If we crash after this, the store says that the former key is current, and whoever comes next
    // takes that over before it stops any key.
    if (!work.versions().promote(work.credential().secret(), good.token(), bad.token())) {
      String changed = Settlement.CURRENT_CHANGED;
      work.log().failed(id, bad.token(), RotationStep.Step.FINISH, changed);
      return new StepOutcome.Failed(changed);
    }
    Settlement.rolledBack(work, bad, now);
    work.leased()
        .change(
            entry ->
                Settlement.retireCurrent(
                        entry.without(good.token()), now, Settlement.grace(work, now))
                    .withCurrent(new Held(good.token(), good.keyId(), now)));
    return DONE;
  }
}
