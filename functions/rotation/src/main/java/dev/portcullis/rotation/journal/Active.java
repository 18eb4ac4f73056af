package dev.portcullis.rotation.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * A rotation that is under way.
 *
 * @param token names it
 * @param phase how far it is
 * @param keyId the new key's name at its provider; empty while there is none or it is not known
 * @param startedAt when it began
 * @param progressAt when it last got further
 * @param emergency true if the old key gets no grace
 * @param failures how often a step of it failed
 * @param lastCode the code of the last failure; empty if there was none
 * @param reminders how often a person was reminded to hand over a key
 */
public record Active(
    String token,
    Phase phase,
    String keyId,
    Instant startedAt,
    Instant progressAt,
    boolean emergency,
    int failures,
    String lastCode,
    int reminders) {

  /** How far a rotation is. */
  public enum Phase {
    /** Announced; a key may exist at the provider whose id is not known here. */
    STARTED,
    /** A person was asked for a key. */
    AWAITING_KEY,
    /** The key's id is known; its value may not be stored yet. */
    MINTED,
    /** The value is stored, not current. */
    STORED,
    /** Whoever must know the key knows it. */
    SET,
    /** The provider takes it. */
    TESTED,
    /** It is given up; its key and value are being removed. */
    ABANDONING
  }

  public Active {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(progressAt, "progressAt");
    Objects.requireNonNull(lastCode, "lastCode");
  }

  /** A rotation that begins now. */
  public static Active begin(String token, Instant now, boolean emergency) {
    return new Active(token, Phase.STARTED, "", now, now, emergency, 0, "", 0);
  }

  /** The same, further. */
  public Active at(Phase next, Instant now) {
    return new Active(token, next, keyId, startedAt, now, emergency, failures, lastCode, reminders);
  }

  /** The same with its key known. */
  public Active minted(String id, Instant now) {
    return new Active(
        token, Phase.MINTED, id, startedAt, now, emergency, failures, lastCode, reminders);
  }

  /** The same with its key known to be gone. */
  public Active unminted(Instant now) {
    return new Active(
        token, Phase.STARTED, "", startedAt, now, emergency, failures, lastCode, reminders);
  }

  /** The same with one more failure; not progress. */
  public Active failed(String code) {
    return new Active(
        token, phase, keyId, startedAt, progressAt, emergency, failures + 1, code, reminders);
  }

  /** The same without grace for the old key. */
  public Active asEmergency() {
    return new Active(
        token, phase, keyId, startedAt, progressAt, true, failures, lastCode, reminders);
  }

  /** The same with so many reminders; not progress. */
  public Active reminded(int times) {
    return new Active(
        token, phase, keyId, startedAt, progressAt, emergency, failures, lastCode, times);
  }

  /** True if the phase was reached and the rotation is not given up. */
  public boolean reached(Phase wanted) {
    return phase != Phase.ABANDONING && phase.compareTo(wanted) >= 0;
  }
}
