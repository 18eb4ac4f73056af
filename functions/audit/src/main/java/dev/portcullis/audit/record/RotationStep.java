package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.Objects;

/**
 * One step of a credential's rotation was done or failed.
 *
 * @param rotationId the id of the rotation; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param at when
 * @param credential the name of the credential, never its value
 * @param step which step
 * @param succeeded whether it was done
 * @param code a stable code of the failure, empty string where there is none
 */
public record RotationStep(
    String rotationId, Instant at, String credential, Step step, boolean succeeded, String code)
    implements AuditRecord {

  /** The steps of a rotation, in order. */
  public enum Step {
    CREATE,
    SET,
    TEST,
    FINISH,
    RETIRE,
    RECONCILE
  }

  public RotationStep {
    Ids.require(rotationId);
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(code, "code");
  }
}
