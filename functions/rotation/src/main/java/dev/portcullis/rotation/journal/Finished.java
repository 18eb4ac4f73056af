package dev.portcullis.rotation.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * A rotation that is over.
 *
 * @param credential the credential's id
 * @param token the rotation's name
 * @param startedAt when it began
 * @param endedAt when it was over
 * @param outcome how it ended
 * @param emergency true if the old key got no grace
 * @param code why it was given up; empty if it was not
 */
public record Finished(
    String credential,
    String token,
    Instant startedAt,
    Instant endedAt,
    Outcome outcome,
    boolean emergency,
    String code) {

  /** How a rotation ended. */
  public enum Outcome {
    /** Readers get the new key. */
    ROTATED,
    /** It was given up before readers got the new key. */
    ABANDONED,
    /** Readers were given the former key again. */
    ROLLED_BACK
  }

  public Finished {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(endedAt, "endedAt");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(code, "code");
  }

  /** Sorts by the time a rotation began and is the same for each of its ends of one kind. */
  String order() {
    return String.format("%015d-%s-%s", startedAt.toEpochMilli(), token, outcome.name());
  }
}
