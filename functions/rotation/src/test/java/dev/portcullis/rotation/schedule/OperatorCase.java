package dev.portcullis.rotation.schedule;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import java.time.Duration;
import java.util.List;

/** One credential in a simulated world, and how an operator's tests bring it where they start. */
abstract class OperatorCase {
  World world = new World(Subject.MINT_LABELLED, new Gate(List.of(), () -> {}), false);

  final Rotations rotations() {
    return ((RealProtocol) world.protocol).rotations();
  }

  final SecretText current() {
    return world.secrets.read(World.SECRET).orElseThrow().value();
  }

  final StepOutcome step(String token, Trigger.Step step) {
    return world.protocol.handle(Trigger.step(World.CREDENTIAL, token, step));
  }

  final void rotate(String token) {
    for (Trigger.Step step : Trigger.Step.values()) {
      StepOutcome outcome = step(token, step);
      if (outcome instanceof StepOutcome.Waiting) {
        world.pass(Duration.ofMinutes(2));
        outcome = step(token, step);
      }
      assertInstanceOf(StepOutcome.Done.class, outcome, step.name());
    }
  }

  final void settle() {
    for (int i = 0; i < 8; i++) {
      world.pass(Duration.ofMinutes(40));
      world.protocol.reconcile();
    }
  }
}
