package dev.portcullis.rotation;

import dev.portcullis.alerts.Rule;
import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.time.Instant;
import java.util.Optional;

/** Takes what triggers deliver and does the steps they ask for. */
final class Rotator {
  private final Deliveries deliveries;

  Rotator(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  StepOutcome handle(Credential credential, Trigger trigger) {
    if (trigger.step().isPresent()) {
      return step(credential, trigger, trigger.step().get());
    }
    for (Trigger.Step step : Trigger.Step.values()) {
      StepOutcome outcome = step(credential, trigger, step);
      if (!(outcome instanceof StepOutcome.Done)) {
        return outcome;
      }
    }
    return new StepOutcome.Done();
  }

  private StepOutcome step(Credential credential, Trigger trigger, Trigger.Step step) {
    String[] token = {trigger.token()};
    try {
      return deliveries
          .run(
              credential,
              work -> {
                Trigger meant = meant(work, trigger);
                token[0] = meant.token();
                return note(work, step, RotationSteps.step(work, meant, step));
              })
          .orElseGet(() -> busy(credential));
    } catch (PortException failure) {
      String code = failure.code().name();
      deliveries.log().failed(credential.id(), token[0], record(step), code);
      return new StepOutcome.Failed(code);
    }
  }

  /** An emergency takes over a rotation that is under way: its key is new enough. */
  private static Trigger meant(Work work, Trigger trigger) {
    Optional<Active> active = work.entry().active();
    return trigger.emergency() && active.isPresent()
        ? new Trigger(
            trigger.credential(), active.get().token(), trigger.step(), trigger.emergency())
        : trigger;
  }

  /** Journals and reports a failure of the rotation that is still under way. */
  private static StepOutcome note(Work work, Trigger.Step step, StepOutcome outcome)
      throws LeaseLost {
    if (outcome instanceof StepOutcome.Failed failed && work.entry().active().isPresent()) {
      Active active = work.active();
      work.log().failed(work.credential().id(), active.token(), record(step), failed.code());
      work.log().raise(Rule.ROTATION_FAILED, work.credential().id(), active.failures() + 1L, 0);
      work.leased().change(entry -> entry.with(active.failed(failed.code())));
    }
    return outcome;
  }

  StepOutcome busy(Credential credential) {
    Instant until =
        deliveries
            .journal()
            .read(credential.id())
            .lease()
            .map(lease -> lease.until())
            .orElseGet(() -> deliveries.clock().instant());
    return new StepOutcome.Waiting(StepOutcome.Why.BUSY, until);
  }

  private static RotationStep.Step record(Trigger.Step step) {
    return RotationStep.Step.valueOf(step.name());
  }
}
