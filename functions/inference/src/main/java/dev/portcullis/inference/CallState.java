package dev.portcullis.inference;

import dev.portcullis.audit.record.CallFacts;
import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.PolicyDecision;
import dev.portcullis.authorization.Decision;
import java.util.Optional;

/** What is known of one call by now, for whichever record it will end in; for one thread. */
final class CallState {
  private CallFacts facts;
  private Optional<PolicyDecision> decision = Optional.empty();
  private Optional<Examined> request = Optional.empty();

  CallState(CallFacts facts) {
    this.facts = facts;
  }

  String requestId() {
    return facts.requestId();
  }

  CallFacts facts() {
    return facts;
  }

  void learn(CallFacts more) {
    facts = more;
  }

  /** The last decision on the call: a later one knows more, and decides. */
  void decided(Decision made) {
    decision =
        Optional.of(
            new PolicyDecision(
                made.permitted(),
                made.reason().code(),
                made.policies(),
                made.policyVersion(),
                made.inputDigest(),
                made.errors().size(),
                made.alarms()));
  }

  Optional<PolicyDecision> decision() {
    return decision;
  }

  void examined(Examined of) {
    request = Optional.of(of);
  }

  Optional<Examined> request() {
    return request;
  }
}
