package dev.portcullis.audit.record;

import java.util.List;
import java.util.Objects;

/**
 * What authorization decided and by which policies, so that it can be decided again and compared.
 *
 * @param permitted the verdict
 * @param reason the stable name of the reason
 * @param policies the ids of the determining policies; empty where nothing permitted
 * @param policyVersion which set of policies decided
 * @param inputDigest the digest of what it decided on, as the decision gave it; it is keyed again
 *     before it is written. Empty string if there is none
 * @param errors how many policies could not be evaluated
 * @param alarms the names of the alarms that the determining policies ask for; a person must be
 *     told
 */
public record PolicyDecision(
    boolean permitted,
    String reason,
    List<String> policies,
    String policyVersion,
    String inputDigest,
    int errors,
    List<String> alarms) {
  public PolicyDecision {
    Objects.requireNonNull(reason, "reason");
    policies = List.copyOf(policies);
    Objects.requireNonNull(policyVersion, "policyVersion");
    Objects.requireNonNull(inputDigest, "inputDigest");
    Counts.require("errors", errors);
    alarms = List.copyOf(alarms);
  }

  /** A decision whose policies ask for no alarm. */
  public PolicyDecision(
      boolean permitted,
      String reason,
      List<String> policies,
      String policyVersion,
      String inputDigest,
      int errors) {
    this(permitted, reason, policies, policyVersion, inputDigest, errors, List.of());
  }
}
