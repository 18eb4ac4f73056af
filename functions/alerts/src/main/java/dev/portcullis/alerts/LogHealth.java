package dev.portcullis.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the sequencer and the verifier know of the log at one moment.
 *
 * @param at the moment
 * @param size how many events the newest checkpoint covers
 * @param waiting how many sealed events it does not cover
 * @param oldestWaiting since when the oldest of them waits
 * @param lastCheckpoint when the newest checkpoint was made
 * @param faults what the verifier found
 */
public record LogHealth(
    Instant at,
    long size,
    long waiting,
    Optional<Instant> oldestWaiting,
    Optional<Instant> lastCheckpoint,
    List<Fault> faults) {

  /** What kind of fault a verifier found. */
  public enum FaultKind {
    /** Two histories. */
    FORK,
    /** Something is missing. */
    GAP,
    /** Anything else that does not verify. */
    DAMAGE
  }

  /**
   * A fault.
   *
   * @param kind what kind
   * @param object the object that shows it, a key in the store
   */
  public record Fault(FaultKind kind, String object) {
    public Fault {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(object, "object");
    }
  }

  public LogHealth {
    Objects.requireNonNull(at, "at");
    if (size < 0 || waiting < 0) {
      throw new IllegalArgumentException("counts are not negative");
    }
    Objects.requireNonNull(oldestWaiting, "oldestWaiting");
    Objects.requireNonNull(lastCheckpoint, "lastCheckpoint");
    faults = List.copyOf(faults);
  }
}
