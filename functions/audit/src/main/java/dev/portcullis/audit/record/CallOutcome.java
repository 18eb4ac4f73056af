package dev.portcullis.audit.record;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a call that reached the model ended.
 *
 * @param call the call
 * @param decision the decision that permitted it
 * @param ending how it ended; only {@link Ending#DELIVERED} is a success
 * @param request what was examined on the way in
 * @param reply what was examined on the way out
 * @param model what the model's answer was like
 * @param delivered digest and size of what the caller got
 * @param status the HTTP status the caller got
 * @param buffered true if an event stream was asked for and this platform could only buffer it
 * @param spendMicros the settled price in millionths of the currency unit; empty if unknown
 * @param code a stable error code, empty string where there is none
 */
public record CallOutcome(
    CallFacts call,
    PolicyDecision decision,
    Ending ending,
    Examined request,
    Examined reply,
    ModelReply model,
    Optional<ContentDigest> delivered,
    OptionalInt status,
    boolean buffered,
    Optional<Long> spendMicros,
    String code)
    implements AuditRecord {

  /** How a call ended. The set is closed: whoever reads the log can rely on it. */
  public enum Ending {
    /** Everything the caller was due was examined and written. */
    DELIVERED,
    /** The reply could not be examined, or a policy held it; nothing more went out. */
    WITHHELD,
    /** This side failed. */
    FAILED,
    /** The caller went away before the end. */
    CLIENT_GONE,
    /** The model answered with an error. */
    UPSTREAM_ERROR,
    /** The model did not answer in time. */
    UPSTREAM_TIMEOUT,
    /** The model answered with what is not an answer. */
    UPSTREAM_GARBAGE,
    /** The model's answer broke off. */
    UPSTREAM_TRUNCATED
  }

  public CallOutcome {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(ending, "ending");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(delivered, "delivered");
    Objects.requireNonNull(status, "status");
    spendMicros.ifPresent(micros -> Counts.require("spendMicros", micros));
    Objects.requireNonNull(code, "code");
  }
}
