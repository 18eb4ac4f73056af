package dev.portcullis.rotation.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same step twice at once, another rotation and the reconciler beside it, one effect of one of
 * them at a time; one of them may die at any effect.
 */
final class ConcurrentDeliveriesTest {
  private static final int SCHEDULES = Integer.getInteger("rotation.concurrent", 150);
  private static final long SEED = Long.getLong("rotation.seed", 8L);

  @ParameterizedTest
  @EnumSource(Subject.class)
  void deliveriesAtOnceNeverGoWrong(Subject subject) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SCHEDULES; i++) {
      Set<String> found = race(subject, random.split(), false);
      assertEquals(Set.of(), found, "seed " + SEED + ", schedule " + i);
    }
  }

  /**
   * A process that stood still for longer than its lease goes on with one effect that it had
   * decided on before. With keys that are made beside one another that is harmless; made anew in a
   * slot it may be the current one, which the reconciler then repairs.
   */
  @Test
  void aProcessThatOutlivesItsLeaseLeavesNoKeyBehind() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Subject subject : EnumSet.complementOf(EnumSet.of(Subject.TWO_SLOT))) {
      for (int i = 0; i < SCHEDULES; i++) {
        Set<String> found = race(subject, random.split(), true);
        assertEquals(Set.of(), found, subject + ", seed " + SEED + ", schedule " + i);
      }
    }
  }

  @Test
  void aSlotMadeAnewByAProcessThatOutlivedItsLeaseIsRepaired() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SCHEDULES; i++) {
      Set<String> found = race(Subject.TWO_SLOT, random.split(), true);
      found.removeAll(Set.of("outage", "stale client fails"));
      assertEquals(Set.of(), found, "seed " + SEED + ", schedule " + i);
    }
  }

  private static Set<String> race(Subject subject, SplittableRandom random, boolean standStill) {
    World[] made = new World[1];
    int fatal = random.nextInt(60);
    List<Fault> faults = List.of(new Fault(fatal, Fault.Fate.values()[random.nextInt(4)]));
    Gate gate = new Gate(faults, () -> made[0].look());
    World world = new World(subject, gate, false);
    made[0] = world;
    Set<String> problems = new TreeSet<>();
    rotate(world, "first", problems);
    gate.arm(true);
    List<Runnable> processes = new ArrayList<>();
    for (String token : List.of("rotation-1", "rotation-1", "rotation-2")) {
      processes.add(() -> steps(world, token));
    }
    processes.add(() -> reconcile(world));
    Turns turns = new Turns();
    gate.beforeEach(turns::step);
    List<Throwable> failures =
        turns.run(
            processes,
            ready -> {
              if (standStill && random.nextInt(12) == 0) {
                world.pass(World.POLICY.lease());
              }
              return random.nextInt(ready);
            });
    failures.forEach(failure -> problems.add(failure.toString()));
    gate.beforeEach(() -> {});
    gate.arm(false);
    gate.revive();
    settle(world);
    if (world.protocol.underWay()) {
      problems.add("stuck");
    }
    rotate(world, "last", problems);
    if (!world.leaked().isEmpty()) {
      problems.add("leak");
    }
    problems.addAll(world.monitor.problems());
    return problems;
  }

  private static void steps(World world, String token) {
    for (Trigger.Step step : Trigger.Step.values()) {
      world.protocol.handle(Trigger.step(World.CREDENTIAL, token, step));
    }
  }

  /** A scheduler calls again whatever comes of it. */
  private static void reconcile(World world) {
    try {
      world.protocol.reconcile();
    } catch (PortException unanswered) {
      world.look();
    }
  }

  /** A rotation that nothing disturbs, and the time after it. */
  private static void rotate(World world, String token, Set<String> problems) {
    for (Trigger.Step step : Trigger.Step.values()) {
      if (!done(world, Trigger.step(World.CREDENTIAL, token, step))) {
        problems.add("stuck");
      }
    }
    settle(world);
  }

  private static boolean done(World world, Trigger trigger) {
    for (int tries = 0; tries < 12; tries++) {
      if (world.protocol.handle(trigger) instanceof StepOutcome.Done) {
        return true;
      }
      world.pass(Duration.ofMinutes(3));
      if (world.provider instanceof MintingSimulation keys && keys.asksPeople()) {
        world.protocol.handOver(keys.makeByHand(world.label(trigger.token())));
      }
    }
    return false;
  }

  private static void settle(World world) {
    for (int i = 0; i < 8; i++) {
      world.pass(Duration.ofMinutes(40));
      world.protocol.reconcile();
    }
  }
}
