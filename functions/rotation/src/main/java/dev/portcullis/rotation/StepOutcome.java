package dev.portcullis.rotation;

import java.time.Instant;

/** What came of a step. Only {@link Done} means that the step's promise holds now. */
public sealed interface StepOutcome {

  /** The step is done, now or by an earlier delivery. */
  record Done() implements StepOutcome {}

  /**
   * Nothing is wrong and it is too early; deliver again.
   *
   * @param why a stable code
   * @param until when it is decided one way or the other
   */
  record Waiting(Why why, Instant until) implements StepOutcome {}

  /** What is waited for. */
  enum Why {
    /** Another delivery or another rotation is at work. */
    BUSY,
    /** The provider does not take the new key yet. */
    PROPAGATION,
    /** A person must hand over a key. */
    HAND_OVER,
    /** Every key the provider allows is in use or in its grace. */
    SLOTS
  }

  /**
   * It failed and what is current was not touched; deliver again, the reconciler ends it otherwise.
   *
   * @param code a stable code: a {@link dev.portcullis.ports.PortException.Code} or our own
   */
  record Failed(String code) implements StepOutcome {}

  /**
   * It will not be done, and delivering it again does not help.
   *
   * @param why a sentence for a person
   */
  record Refused(String why) implements StepOutcome {}
}
