package dev.portcullis.audit.verify;

import java.util.Objects;

/**
 * One thing that is wrong, and the object that it is wrong with.
 *
 * @param kind what sort of fault
 * @param object the object's key
 * @param what one sentence, without any value from an entry
 */
public record Fault(Kind kind, String object, String what) {
  public Fault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(what, "what");
  }

  /** The sorts of fault. */
  public enum Kind {
    /** An object that must be there is not. */
    MISSING,
    /** An object holds other bytes than it must. */
    CHANGED,
    /** A signature does not hold, or no trusted key made one. */
    UNSIGNED,
    /** Two signed or committed statements contradict each other. */
    FORKED,
    /** A newer version or a delete marker hides the object. */
    SHADOWED,
    /** A sealed intake object is in no commit. */
    UNCOMMITTED,
    /** A writer's chain lacks a batch that nothing explains. */
    SUPPRESSED,
    /** An object that no part of the log accounts for. */
    FOREIGN,
    /** An object can be removed earlier than it may. */
    RETENTION
  }

  @Override
  public String toString() {
    return kind + " " + object + ": " + what;
  }
}
