package dev.portcullis.rotation;

import dev.portcullis.alerts.Rule;
import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.Action.Kind;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does on a schedule what no step can be relied on to do: stops replaced keys, deletes keys that
 * nobody claims, and takes up or gives up rotations that stand still.
 */
final class Reconciler {
  /** So many times {@code stuckAfter} from its start, a rotation that stands still is given up. */
  private static final int PATIENCE = 4;

  private Reconciler() {}

  /** What was done; for one credential under its lease. */
  static List<Action> reconcile(Work work) throws LeaseLost {
    List<Action> done = new ArrayList<>();
    if (work.entry().paused().isEmpty()) {
      if (work.entry().active().isPresent()) {
        active(work, done);
      }
      for (Retirement.Retired retired : Retirement.due(work)) {
        if (retired.blocked().isEmpty()) {
          done.add(new Action(Kind.STOP_KEY, retired.key().keyId(), work.now()));
        }
      }
      orphans(work, done);
      repair(work, done);
    }
    Findings.report(work);
    return done;
  }

  private static void active(Work work, List<Action> done) throws LeaseLost {
    Active active = work.active();
    if (active.phase() == Phase.ABANDONING) {
      done.add(new Action(Kind.GIVE_UP, active.token(), work.now()));
      Settlement.abandon(work, active.lastCode());
    } else if (active.phase() == Phase.AWAITING_KEY && work.staged().isEmpty()) {
      await(work, done);
    } else if (stuck(work, active)) {
      done.add(new Action(Kind.RESUME, active.token(), work.now()));
      Duration age = Duration.between(active.progressAt(), work.now());
      work.log()
          .raise(
              Rule.ROTATION_STUCK,
              work.credential().id(),
              age.toMillis(),
              work.credential().policy().stuckAfter().toMillis());
      resume(work, done);
    }
  }

  private static boolean stuck(Work work, Active active) {
    return !work.now().isBefore(active.progressAt().plus(work.credential().policy().stuckAfter()));
  }

  /** Goes on where it stands; gives up only what has had its time. */
  private static void resume(Work work, List<Action> done) throws LeaseLost {
    Active active = work.active();
    Duration patience = work.credential().policy().stuckAfter().multipliedBy(PATIENCE);
    boolean late = !work.now().isBefore(active.startedAt().plus(patience));
    Trigger trigger =
        new Trigger(work.credential().id(), active.token(), Optional.empty(), active.emergency());
    for (Trigger.Step step : Trigger.Step.values()) {
      StepOutcome outcome = RotationSteps.step(work, trigger, step);
      if (!(outcome instanceof StepOutcome.Done)) {
        boolean mayGiveUp =
            work.entry().active().map(a -> a.phase() != Phase.AWAITING_KEY).orElse(false);
        if (late && mayGiveUp) {
          done.add(new Action(Kind.GIVE_UP, active.token(), work.now()));
          Settlement.abandon(work, Settlement.STUCK);
        }
        return;
      }
    }
  }

  /** Reminds whoever was asked; after the deadline the next rotation has to ask anew. */
  private static void await(Work work, List<Action> done) throws LeaseLost {
    Active active = work.active();
    Duration waited = Duration.between(active.startedAt(), work.now());
    if (waited.compareTo(work.credential().policy().handOver()) >= 0) {
      done.add(new Action(Kind.GIVE_UP, active.token(), work.now()));
      Settlement.abandon(work, Settlement.HAND_OVER_MISSED);
      return;
    }
    int due = (int) waited.dividedBy(work.credential().policy().reminder());
    if (due > active.reminders()) {
      work.log()
          .done(
              work.credential().id(),
              active.token(),
              RotationStep.Step.CREATE,
              "HAND_OVER_REMINDER_" + due);
      work.leased().change(entry -> entry.with(active.reminded(due)));
      done.add(new Action(Kind.REMIND_PERSON, active.token(), work.now()));
    }
  }

  private static void orphans(Work work, List<Action> done) throws LeaseLost {
    for (ProviderKey key : work.steps().orphans(work.entry(), work.now())) {
      String credential = work.credential().id();
      String name = Trigger.whole(credential, "orphan " + key.id()).token();
      work.log().failed(credential, name, RotationStep.Step.RECONCILE, "ORPHAN_FOUND");
      work.log().raise(Rule.ORPHAN_KEY, credential, 1, 0);
      // If we crash here, the key is found again and reported under the same id.
      work.steps().stop(work, "", key.id());
      work.log().done(credential, name, RotationStep.Step.RECONCILE, "ORPHAN_DELETED");
      done.add(new Action(Kind.DELETE_ORPHAN, key.id(), work.now()));
    }
  }

  /** A rotation in place: the slot's present value is tested and promoted like any new one. */
  private static void repair(Work work, List<Action> done) throws LeaseLost {
    if (work.entry().active().isPresent()) {
      return;
    }
    Optional<String> slot = work.steps().drifted(work);
    if (slot.isEmpty()) {
      return;
    }
    Instant now = work.now();
    String current = work.entry().current().orElseThrow().token();
    Trigger trigger = Trigger.whole(work.credential().id(), "repair " + current + now);
    done.add(new Action(Kind.REPAIR, slot.get(), now));
    work.leased()
        .change(
            entry -> entry.with(Active.begin(trigger.token(), now, false).minted(slot.get(), now)));
    resume(work, done);
  }
}
