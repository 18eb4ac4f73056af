package dev.portcullis.authorization.cases;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.DecisionReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One request and the decision that its author expects.
 *
 * @param file where it is written
 * @param name what it shows, unique in its file
 * @param request the request
 * @param reason the expected reason
 * @param policies the ids of exactly the policies that must decide, sorted
 * @param alarms the expected alarms, sorted
 */
public record PolicyCase(
    String file,
    String name,
    AccessRequest request,
    DecisionReason reason,
    List<String> policies,
    List<String> alarms) {
  public PolicyCase {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reason, "reason");
    policies = policies.stream().sorted().toList();
    alarms = alarms.stream().sorted().toList();
  }

  /** How a decision differs from the expected one; empty if it does not. */
  public Optional<String> difference(Decision decision) {
    String expected = reason.code() + " by " + policies + " with alarms " + alarms;
    String actual =
        decision.reason().code()
            + " by "
            + decision.policies()
            + " with alarms "
            + decision.alarms();
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(
            file
                + ": "
                + name
                + ": expected "
                + expected
                + " but was "
                + actual
                + (decision.errors().isEmpty() ? "" : " " + decision.errors()));
  }
}
