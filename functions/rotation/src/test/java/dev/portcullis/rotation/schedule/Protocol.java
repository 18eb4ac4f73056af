package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;

/** What the checker drives: the real code, or another protocol to compare it with. */
interface Protocol {

  StepOutcome handle(Trigger trigger);

  void reconcile();

  /** A person hands over the key that was asked for. */
  StepOutcome handOver(SecretText value);

  /** True if a rotation is under way. */
  boolean underWay();
}
