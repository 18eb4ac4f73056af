package dev.portcullis.rotation;

import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Ended;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.Verdict;
import java.time.Instant;
import java.util.Optional;

/** The four steps of one rotation under a lease; each may be delivered again at any time. */
final class RotationSteps {
  private RotationSteps() {}

  static StepOutcome step(Work work, Trigger trigger, Trigger.Step step) throws LeaseLost {
    Optional<StepOutcome> over = admit(work, trigger, step);
    if (over.isPresent()) {
      return over.get();
    }
    return switch (step) {
      case CREATE -> create(work);
      case SET -> set(work);
      case TEST -> test(work);
      case FINISH -> finish(work);
    };
  }

  /** The answer where there is nothing to do; otherwise the rotation is the active one. */
  private static Optional<StepOutcome> admit(Work work, Trigger trigger, Trigger.Step step)
      throws LeaseLost {
    JournalEntry entry = work.entry();
    String token = trigger.token();
    Optional<Ended> ended = entry.ended(token);
    if (entry.current().map(key -> key.token().equals(token)).orElse(false)
        || ended.map(Ended::rotated).orElse(false)) {
      return Optional.of(new StepOutcome.Done());
    }
    if (ended.isPresent()) {
      return Optional.of(new StepOutcome.Refused("This rotation was given up; ask for another."));
    }
    if (entry.paused().isPresent()) {
      return Optional.of(new StepOutcome.Refused("Paused: " + entry.paused().get()));
    }
    if (entry.active().isEmpty()) {
      return begin(work, trigger, step);
    }
    Active active = entry.active().get();
    if (active.phase() == Phase.ABANDONING) {
      StepOutcome given = Settlement.abandon(work, active.lastCode());
      return active.token().equals(token) ? Optional.of(given) : begin(work, trigger, step);
    }
    if (!active.token().equals(token)) {
      Instant stuck = active.progressAt().plus(work.credential().policy().stuckAfter());
      return Optional.of(new StepOutcome.Waiting(StepOutcome.Why.BUSY, stuck));
    }
    if (trigger.emergency() && !active.emergency()) {
      hurry(work);
    }
    return Optional.empty();
  }

  private static Optional<StepOutcome> begin(Work work, Trigger trigger, Trigger.Step step)
      throws LeaseLost {
    if (step != Trigger.Step.CREATE) {
      return Optional.of(new StepOutcome.Refused("There is no such rotation; create comes first."));
    }
    Active active = Active.begin(trigger.token(), work.now(), trigger.emergency());
    // If we crash after this, nothing was made yet and the same delivery goes on.
    work.leased().change(entry -> entry.with(active));
    if (trigger.emergency()) {
      hurry(work);
    }
    return Optional.empty();
  }

  /** No key that was replaced gets any more grace. */
  private static void hurry(Work work) throws LeaseLost {
    Instant now = work.now();
    work.leased()
        .change(
            entry ->
                entry
                    .with(work.active().asEmergency())
                    .withRetiring(
                        entry.retiring().stream().map(key -> key.noLaterThan(now)).toList()));
  }

  private static StepOutcome create(Work work) throws LeaseLost {
    if (work.active().reached(Phase.STORED)) {
      return new StepOutcome.Done();
    }
    // What is due goes first: a provider with few slots has no room for a new key otherwise.
    Retirement.due(work);
    StepOutcome outcome = work.steps().create(work);
    boolean taken = outcome.equals(new StepOutcome.Failed(Settlement.VERSION_TAKEN));
    return taken ? Settlement.abandon(work, Settlement.VERSION_TAKEN) : outcome;
  }

  private static StepOutcome set(Work work) throws LeaseLost {
    if (!work.active().reached(Phase.STORED)) {
      return new StepOutcome.Refused("The key is not stored yet; create comes first.");
    }
    if (!work.active().reached(Phase.SET)) {
      // If we crash after this, it is announced again, which changes nothing.
      work.steps().announce(work);
    }
    return work.reach(Phase.SET, RotationStep.Step.SET);
  }

  private static StepOutcome test(Work work) throws LeaseLost {
    if (!work.active().reached(Phase.SET)) {
      return new StepOutcome.Refused("The key is not set yet; set comes first.");
    }
    if (work.active().reached(Phase.TESTED)) {
      return new StepOutcome.Done();
    }
    Verdict verdict = work.steps().test(work);
    if (verdict == Verdict.ACCEPTED) {
      return work.reach(Phase.TESTED, RotationStep.Step.TEST);
    }
    Instant bound = work.active().progressAt().plus(work.credential().policy().propagation());
    if (work.now().isBefore(bound)) {
      return new StepOutcome.Waiting(StepOutcome.Why.PROPAGATION, bound);
    }
    if (verdict == Verdict.REFUSED) {
      work.log()
          .failed(
              work.credential().id(),
              work.active().token(),
              RotationStep.Step.TEST,
              Settlement.TEST_REFUSED);
      return Settlement.abandon(work, Settlement.TEST_REFUSED);
    }
    // A provider that does not answer says nothing about the key, so the key is kept.
    return new StepOutcome.Failed("TEST_UNCLEAR");
  }

  private static StepOutcome finish(Work work) throws LeaseLost {
    if (!work.active().reached(Phase.TESTED)) {
      return new StepOutcome.Refused("The key is not tested yet; test comes first.");
    }
    if (work.steps().storesValue()) {
      String expected =
          work.entry().current().map(JournalEntry.Held::token).orElse(SecretVersions.NONE);
      work.leased().stillHeld();
      // If we crash after this, readers have the new key and the journal does not know; whoever
      // comes next sees it in the store and completes.
      if (!work.versions().promote(work.credential().secret(), work.active().token(), expected)) {
        return new StepOutcome.Failed(Settlement.CURRENT_CHANGED);
      }
    }
    boolean emergency = work.active().emergency();
    Settlement.complete(work);
    if (emergency) {
      Retirement.due(work);
    }
    return new StepOutcome.Done();
  }
}
