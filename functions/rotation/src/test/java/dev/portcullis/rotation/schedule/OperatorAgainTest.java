package dev.portcullis.rotation.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.journal.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operator who got no answer asks again, and what was asked is in the log. */
final class OperatorAgainTest extends OperatorCase {
  @Test
  void aRollBackThatIsAskedForAgainAfterAnyFaultNeverGivesReadersTheBadKey() {
    int faults = 0;
    for (Fault.Fate fate : Fault.Fate.values()) {
      boolean more = true;
      for (int effect = 0; more; effect++) {
        Gate gate = new Gate(List.of(new Fault(effect, fate)), () -> {});
        world = new World(Subject.MINT_LABELLED, gate, false);
        rotate("one");
        final SecretText former = current();
        settle();
        rotate("two");
        gate.arm(true);
        rollBack();
        gate.arm(false);
        gate.revive();
        // A lease that could not be given back ends by itself.
        world.pass(World.POLICY.lease());
        String where = fate + " of " + effect;
        StepOutcome again = rollBack();
        assertTrue(
            again instanceof StepOutcome.Done || again instanceof StepOutcome.Refused,
            where + again);
        assertEquals(former, current(), where);
        assertTrue(world.log.toString().contains("code=ROLLED_BACK"), where + " is not recorded");
        assertEquals(1, rolledBack(), where + " is not in the history");
        more = gate.spent();
        faults += more ? 1 : 0;
      }
    }
    assertTrue(faults >= 20, faults + " faults");
  }

  private long rolledBack() {
    return rotations().history(World.CREDENTIAL).stream()
        .filter(past -> past.outcome() == Finished.Outcome.ROLLED_BACK)
        .filter(past -> past.token().equals("two"))
        .count();
  }

  private StepOutcome rollBack() {
    try {
      return rotations().rollBack(World.CREDENTIAL, "two");
    } catch (Crash died) {
      return new StepOutcome.Failed("CRASH");
    }
  }

  @Test
  void aRollBackFromAVersionThatReadersDoNotGetIsRefused() {
    rotate("one");
    settle();
    rotate("two");
    SecretText second = current();
    StepOutcome outcome = rotations().rollBack(World.CREDENTIAL, "one");
    assertEquals(
        new StepOutcome.Refused("Readers do not get the version that was named."), outcome);
    assertEquals(second, current());
  }

  @Test
  void aPauseAndItsEndAreRecordedOnceEach() {
    for (int times = 0; times < 2; times++) {
      rotations().pause(World.CREDENTIAL, "audit week");
    }
    assertEquals(1, recorded("code=PAUSED"));
    for (int times = 0; times < 2; times++) {
      rotations().resume(World.CREDENTIAL);
    }
    assertEquals(1, recorded("code=RESUMED"));
    world.pass(Duration.ofMinutes(1));
    rotations().pause(World.CREDENTIAL, "another week");
    assertEquals(2, recorded("code=PAUSED"));
    assertEquals(0, recorded("week"), "a reason may name somebody");
  }

  @Test
  void aKeyThatIsInUseOrInItsGraceIsNotTakenForANewOne() {
    world = new World(Subject.DISABLE_ONLY, new Gate(List.of(), () -> {}), false);
    handOver("one");
    SecretText first = current();
    handOver("two");
    step("three", Trigger.Step.CREATE);
    for (SecretText old : List.of(current(), first)) {
      assertInstanceOf(
          StepOutcome.Refused.class, rotations().handOver(World.CREDENTIAL, old), "not new");
    }
    assertTrue(world.provider.works(current()));
  }

  private void handOver(String token) {
    step(token, Trigger.Step.CREATE);
    SecretText made = world.provider.makeByHand(world.label(token));
    world.pass(Duration.ofMinutes(2));
    assertEquals(new StepOutcome.Done(), rotations().handOver(World.CREDENTIAL, made));
  }

  @Test
  void whatIsAskedForIsTheRotationUnderWayOrANewOne() {
    Trigger fresh = rotations().asked(World.CREDENTIAL, "asked", false);
    assertEquals(new Trigger(World.CREDENTIAL, "asked", Optional.empty(), false), fresh);
    step("one", Trigger.Step.CREATE);
    Trigger under = rotations().asked(World.CREDENTIAL, "asked", true);
    assertEquals(new Trigger(World.CREDENTIAL, "one", Optional.empty(), true), under);
    rotate("one");
    assertEquals(new StepOutcome.Done(), rotations().goOn(World.CREDENTIAL));
  }

  private long recorded(String part) {
    return world.log.stream().filter(one -> one.contains(part)).count();
  }

  /** Long enough for every grace to be over. */
}
