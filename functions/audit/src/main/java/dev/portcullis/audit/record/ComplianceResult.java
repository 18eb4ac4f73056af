package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One compliance check was evaluated for one resource.
 *
 * @param runId the id of the run; 1 to 64 characters of {@code [A-Za-z0-9_-]}
 * @param at when
 * @param check the check's name
 * @param control the control it is for
 * @param standards the standards that ask for the control
 * @param resourceType what kind of thing was checked
 * @param resource its name
 * @param result the verdict; what could not be read is UNKNOWN, never PASS
 * @param evidence the digest of the evidence it was decided on
 */
public record ComplianceResult(
    String runId,
    Instant at,
    String check,
    String control,
    List<String> standards,
    String resourceType,
    String resource,
    Result result,
    Optional<KeyedDigest> evidence)
    implements AuditRecord {

  /** The verdict of a check. */
  public enum Result {
    PASS,
    WARNING,
    FAIL,
    UNKNOWN
  }

  public ComplianceResult {
    Ids.require(runId);
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(control, "control");
    standards = List.copyOf(standards);
    Objects.requireNonNull(resourceType, "resourceType");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(evidence, "evidence");
  }
}
