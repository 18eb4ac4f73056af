package dev.portcullis.inference;

import dev.portcullis.audit.record.CallRefusal.Kind;
import dev.portcullis.audit.record.CallRefusal.Stage;
import dev.portcullis.authorization.Authentication.Rejected;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.DecisionReason;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a call is not made, for its caller and for its record.
 *
 * @param stage at which step
 * @param kind how it is counted
 * @param status the HTTP status
 * @param code the stable code
 * @param message what to do about it; holds nothing of the request's content
 * @param param the field of the body that is wrong, if one is
 * @param retryAfter when it may succeed, if waiting helps
 */
record Refusal(
    Stage stage,
    Kind kind,
    int status,
    String code,
    String message,
    Optional<String> param,
    Optional<Duration> retryAfter) {
  Refusal {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(param, "param");
    Objects.requireNonNull(retryAfter, "retryAfter");
  }

  static Refusal of(Stage stage, ErrorCode code) {
    return of(stage, code, code.message());
  }

  static Refusal of(Stage stage, ErrorCode code, String message) {
    return new Refusal(
        stage,
        code.kind(),
        code.status(),
        code.code(),
        message,
        Optional.empty(),
        Optional.empty());
  }

  /** A field of the body that cannot be used. */
  static Refusal field(ErrorCode code, String field, String message) {
    return new Refusal(
        Stage.PARSE,
        code.kind(),
        code.status(),
        code.code(),
        "'" + field + "' " + message,
        Optional.of(field),
        Optional.empty());
  }

  static Refusal unauthenticated(Rejected rejected) {
    Kind kind =
        switch (rejected.code().status()) {
          case 400 -> Kind.INVALID;
          case 503 -> Kind.UNAVAILABLE;
          default -> Kind.UNAUTHENTICATED;
        };
    return new Refusal(
        Stage.AUTHENTICATE,
        kind,
        rejected.code().status(),
        rejected.code().code(),
        rejected.message(),
        Optional.empty(),
        Optional.empty());
  }

  static Refusal denied(Stage stage, Decision decision) {
    if (decision.reason() == DecisionReason.UNKNOWN_RESOURCE) {
      return of(stage, ErrorCode.UNKNOWN_MODEL);
    }
    return new Refusal(
        stage,
        Kind.DENIED,
        403,
        decision.reason().code(),
        decision.reason().explanation(),
        Optional.empty(),
        Optional.empty());
  }

  static Refusal limit(String limit, Duration retryAfter) {
    return new Refusal(
        Stage.LIMIT,
        Kind.LIMIT,
        ErrorCode.LIMIT_EXCEEDED.status(),
        ErrorCode.LIMIT_EXCEEDED.code(),
        "The limit " + limit + " is reached; try again in " + retryAfter.toSeconds() + " s.",
        Optional.empty(),
        Optional.of(retryAfter));
  }

  /** Unwinds to the call's edge, where it is recorded and answered. */
  RefusedException thrown() {
    return new RefusedException(this);
  }
}
