package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One run: a rotation without faults, two with, time for the reconciler, and one without faults
 * that shows whether anything is stuck.
 */
final class Run {
  /** Whether whoever delivers the steps tries again. */
  enum Delivery {
    /** Every step is delivered until it is done, and again after that, as by a retrying service. */
    RETRIED,
    /** A step that fails is never delivered again: only the reconciler is left. */
    ONCE
  }

  private static final int MOST_TRIES = 12;
  private static final Duration PAUSE = Duration.ofMinutes(3);

  private final World world;
  private final Delivery delivery;
  private final BiConsumer<Run, String> boundary;
  private final Set<String> problems = new TreeSet<>();

  /**
   * A run that has not begun.
   *
   * @param boundary called before each delivery, when no process is at work, with the place in the
   *     run; it may end the run by throwing
   */
  Run(
      Subject subject,
      Delivery delivery,
      List<Fault> faults,
      boolean template,
      BiConsumer<Run, String> boundary) {
    World[] made = new World[1];
    Gate gate = new Gate(faults, () -> made[0].look());
    this.world = new World(subject, gate, template);
    made[0] = world;
    this.delivery = delivery;
    this.boundary = boundary;
  }

  World world() {
    return world;
  }

  /** What went wrong; empty if nothing did. */
  Set<String> go() {
    rotate("first", Delivery.RETRIED);
    settle("first");
    world.gate.arm(true);
    for (int i = 1; i <= 2; i++) {
      rotate("rotation-" + i, delivery);
      settle("rotation-" + i);
    }
    settle("end");
    world.gate.arm(false);
    settle("quiet");
    if (world.protocol.underWay()) {
      problems.add("stuck");
    }
    if (!world.leaked().isEmpty()) {
      problems.add("leak");
    }
    if (!rotate("last", Delivery.RETRIED)) {
      problems.add("stuck");
    }
    settle("last");
    if (!world.leaked().isEmpty()) {
      problems.add("leak");
    }
    problems.addAll(world.monitor.problems());
    return problems;
  }

  private boolean rotate(String token, Delivery how) {
    for (Trigger.Step step : Trigger.Step.values()) {
      Trigger trigger = Trigger.step(World.CREDENTIAL, token, step);
      if (!until(token + "/" + step, trigger, how)) {
        return false;
      }
      if (how == Delivery.RETRIED) {
        // A service that delivers at least once delivers late, too.
        deliver(token + "/again/" + step, () -> world.protocol.handle(trigger));
        Trigger late = Trigger.step(World.CREDENTIAL, token, Trigger.Step.CREATE);
        deliver(token + "/late/" + step, () -> world.protocol.handle(late));
      }
    }
    return true;
  }

  /** Delivers a step until it is done; false if it will not be. */
  private boolean until(String place, Trigger trigger, Delivery how) {
    boolean failed = false;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<StepOutcome> outcome =
          deliver(place + "/" + tries, () -> world.protocol.handle(trigger));
      if (outcome.filter(StepOutcome.Done.class::isInstance).isPresent()) {
        return true;
      }
      if (outcome.filter(StepOutcome.Refused.class::isInstance).isPresent()) {
        return false;
      }
      failed |= outcome.filter(StepOutcome.Waiting.class::isInstance).isEmpty();
      if (failed && how == Delivery.ONCE) {
        return false;
      }
      world.pass(PAUSE);
      if (waitsForPerson(outcome)) {
        deliver(
            place + "/person/" + tries,
            () -> world.protocol.handOver(world.provider.makeByHand(world.label(trigger.token()))));
        world.pass(PAUSE);
      }
      if (tries % 3 == 2) {
        deliver(place + "/reconcile/" + tries, this::reconcile);
      }
    }
    return false;
  }

  private static boolean waitsForPerson(Optional<StepOutcome> outcome) {
    return outcome
        .filter(StepOutcome.Waiting.class::isInstance)
        .map(StepOutcome.Waiting.class::cast)
        .filter(waiting -> waiting.why() == StepOutcome.Why.HAND_OVER)
        .isPresent();
  }

  /** Lets five hours pass, with the reconciler soon after a rotation and then now and then. */
  private void settle(String place) {
    deliver(place + "/soon", this::reconcile);
    world.pass(Duration.ofMinutes(9));
    deliver(place + "/within the cache age", this::reconcile);
    for (int i = 0; i < 8; i++) {
      world.pass(Duration.ofMinutes(40));
      deliver(place + "/settle/" + i, this::reconcile);
    }
  }

  private StepOutcome reconcile() {
    world.protocol.reconcile();
    return new StepOutcome.Done();
  }

  /** Starts a process for one delivery; empty if it died. */
  private Optional<StepOutcome> deliver(String place, Supplier<StepOutcome> call) {
    world.gate.revive();
    boundary.accept(this, place);
    try {
      return Optional.of(call.get());
    } catch (Crash dead) {
      return Optional.empty();
    } catch (PortException failure) {
      return Optional.of(new StepOutcome.Failed(failure.code().name()));
    } finally {
      world.look();
    }
  }
}
