package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;

/** The code that is shipped. */
record RealProtocol(Rotations rotations) implements Protocol {
  @Override
  public StepOutcome handle(Trigger trigger) {
    return rotations.handle(trigger);
  }

  @Override
  public void reconcile() {
    rotations.reconcile(World.CREDENTIAL);
  }

  @Override
  public StepOutcome handOver(SecretText value) {
    return rotations.handOver(World.CREDENTIAL, value);
  }

  @Override
  public boolean underWay() {
    return rotations.status(World.CREDENTIAL).active().isPresent();
  }
}
