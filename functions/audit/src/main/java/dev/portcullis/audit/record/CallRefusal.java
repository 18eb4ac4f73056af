package dev.portcullis.audit.record;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The call was refused before the model was called.
 *
 * @param call what was known of it by then
 * @param kind why, for whoever counts
 * @param stage at which step
 * @param code the stable code the caller got
 * @param status the HTTP status the caller got
 * @param decision the decision, where authorization was reached
 * @param request what had been examined, where redaction was reached
 */
public record CallRefusal(
    CallFacts call,
    Kind kind,
    Stage stage,
    String code,
    OptionalInt status,
    Optional<PolicyDecision> decision,
    Optional<Examined> request)
    implements AuditRecord {

  /** Why a call was refused. */
  public enum Kind {
    /** The caller is not who it says, or says nothing. */
    UNAUTHENTICATED,
    /** A policy said no, or none said yes. */
    DENIED,
    /** The request is malformed or contradicts itself. */
    INVALID,
    /** A limit of requests, tokens or spend is reached. */
    LIMIT,
    /** It holds content that could not be examined. */
    UNEXAMINABLE,
    /** Screening held it. */
    SCREENED,
    /** Something this side needs was not there; refused rather than let through. */
    UNAVAILABLE
  }

  /** At which step of the governed call it was refused. */
  public enum Stage {
    AUTHENTICATE,
    ROUTE,
    PARSE,
    AUTHORIZE,
    SCREEN,
    REDACT,
    LIMIT,
    INTENT,
    MODEL
  }

  public CallRefusal {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(request, "request");
  }
}
