package dev.portcullis.authorization;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The policies' answer, with what a record needs to prove it later; immutable. */
public final class Decision {
  private final DecisionReason reason;
  private final List<String> policies;
  private final List<String> errors;
  private final PolicyVersion policyVersion;
  private final AccessRequest request;
  private final List<String> alarms;

  /** Computed when it is first asked for; two threads at once compute the same. */
  private @Nullable String inputDigest;

  Decision(
      DecisionReason reason,
      List<String> policies,
      List<String> errors,
      PolicyVersion policyVersion,
      AccessRequest request,
      List<String> alarms) {
    this.reason = Objects.requireNonNull(reason, "reason");
    this.policies = List.copyOf(policies);
    this.errors = List.copyOf(errors);
    this.policyVersion = Objects.requireNonNull(policyVersion, "policyVersion");
    this.request = Objects.requireNonNull(request, "request");
    this.alarms = List.copyOf(alarms);
  }

  /** True only for {@link DecisionReason#PERMITTED}. */
  public boolean permitted() {
    return reason == DecisionReason.PERMITTED;
  }

  /** Why it came out as it did. */
  public DecisionReason reason() {
    return reason;
  }

  /**
   * The {@code @id} of each policy that determined the answer, sorted; of the policies that failed
   * if that is the reason.
   */
  public List<String> policies() {
    return policies;
  }

  /** What failed, one line per policy; holds names, never a caller's values. */
  public List<String> errors() {
    return errors;
  }

  /** The digest of the policy set that decided; empty if none is loaded. */
  public String policyVersion() {
    return policyVersion.text();
  }

  /**
   * {@code sha256:} and the digest of the request in canonical form, so that the same question can
   * be recognised and the decision replayed.
   */
  public String inputDigest() {
    String digest = inputDigest;
    if (digest == null) {
      digest = InputDigest.of(request);
      inputDigest = digest;
    }
    return digest;
  }

  /**
   * The {@code @alarm} of each determining policy, sorted; not empty means that a person must be
   * told, whatever the answer.
   */
  public List<String> alarms() {
    return alarms;
  }

  /** The answer without the request, which names the caller. */
  @Override
  public String toString() {
    return reason + " by " + policies + (errors.isEmpty() ? "" : " " + errors);
  }
}
