package dev.portcullis.authorization;

import java.util.List;
import java.util.Objects;

/**
 * The policies' answer, with what a record needs to prove it later.
 *
 * @param permitted true only for {@link DecisionReason#PERMITTED}
 * @param reason why
 * @param policies the {@code @id} of each policy that determined the answer, sorted; of the
 *     policies that failed if that is the reason
 * @param errors what failed, one line per policy; holds names, never a caller's values
 * @param policyVersion the digest of the policy set that decided; empty if none is loaded
 * @param inputDigest {@code sha256:} and the digest of the request in canonical form, so that the
 *     same question can be recognised and the decision replayed
 * @param alarms the {@code @alarm} of each determining policy, sorted; not empty means that a
 *     person must be told, whatever the answer
 */
public record Decision(
    boolean permitted,
    DecisionReason reason,
    List<String> policies,
    List<String> errors,
    String policyVersion,
    String inputDigest,
    List<String> alarms) {
  public Decision {
    Objects.requireNonNull(reason, "reason");
    if (permitted != (reason == DecisionReason.PERMITTED)) {
      throw new IllegalArgumentException("permitted contradicts " + reason);
    }
    policies = List.copyOf(policies);
    errors = List.copyOf(errors);
    Objects.requireNonNull(policyVersion, "policyVersion");
    Objects.requireNonNull(inputDigest, "inputDigest");
    alarms = List.copyOf(alarms);
  }
}
