package dev.portcullis.audit.record;

import java.util.Objects;

/**
 * The call is about to be made: durable before the model sees a byte. An intent without an outcome
 * is an unfinished call.
 *
 * @param call the call
 * @param decision the decision that permitted it
 * @param request what was examined on the way in
 * @param sent digest and size of what goes to the model, after redaction
 */
public record CallIntent(
    CallFacts call, PolicyDecision decision, Examined request, ContentDigest sent)
    implements AuditRecord {
  public CallIntent {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(sent, "sent");
    if (!decision.permitted()) {
      throw new IllegalArgumentException("an intent needs a decision that permits");
    }
  }
}
