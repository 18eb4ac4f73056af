package dev.portcullis.inference;

import dev.portcullis.audit.record.CallRefusal.Kind;
import java.util.Locale;

/**
 * What an answer other than success says; the name in lower case is the stable code in answers and
 * records.
 */
enum ErrorCode {
  INVALID_UTF8(400, Kind.INVALID, "The body is not UTF-8."),
  INVALID_JSON(400, Kind.INVALID, "The body is not JSON by RFC 8259."),
  DUPLICATE_KEY(400, Kind.INVALID, "The body has an object with the same key twice."),
  JSON_TOO_DEEP(400, Kind.INVALID, "The body is nested deeper than 128 levels."),
  INVALID_BODY(400, Kind.INVALID, "The body must be a JSON object."),
  INVALID_FIELD(400, Kind.INVALID, "A field has the wrong type or is out of range."),
  MODEL_NAMED_TWICE(400, Kind.INVALID, "The model is named in two places; name it in the body."),
  UNSUPPORTED_ENCODING(
      400,
      Kind.INVALID,
      "Send Content-Type: application/json, in UTF-8, without Content-Encoding."),
  UNSUPPORTED_FIELD(400, Kind.INVALID, "A field asks for what cannot be governed."),
  INVALID_DECLARATION(400, Kind.INVALID, "A declaring header is malformed."),
  BODY_TOO_LARGE(413, Kind.INVALID, "The body is longer than this gateway accepts."),
  UNKNOWN_ROUTE(404, Kind.INVALID, "There is no such route here."),
  METHOD_NOT_ALLOWED(405, Kind.INVALID, "The route does not know this method."),
  UNKNOWN_MODEL(404, Kind.DENIED, "The model is not known here; list those you may use."),
  UNEXAMINABLE_CONTENT(403, Kind.UNEXAMINABLE, "Content that cannot be examined may not be sent."),
  STORED_REFERENCE(
      403,
      Kind.UNEXAMINABLE,
      "The request names what the provider has stored, which cannot be examined and may be another"
          + " caller's; send the conversation in 'input', or have a policy permit 'stored'."),
  REQUEST_WITHHELD(400, Kind.UNEXAMINABLE, "The request could not be examined whole."),
  LIMIT_EXCEEDED(429, Kind.LIMIT, "A limit is reached."),
  LIMITS_UNAVAILABLE(503, Kind.UNAVAILABLE, "The limits could not be checked; try again."),
  AUDIT_UNAVAILABLE(503, Kind.UNAVAILABLE, "The call could not be recorded; try again."),
  UPSTREAM_UNAVAILABLE(502, Kind.UNAVAILABLE, "The model could not be reached; try again."),
  UPSTREAM_CREDENTIAL(502, Kind.UNAVAILABLE, "The model refused this gateway's credential."),
  UPSTREAM_TIMEOUT(504, Kind.UNAVAILABLE, "The model did not answer in time."),
  UPSTREAM_GARBAGE(502, Kind.UNAVAILABLE, "The model's answer is not an answer."),
  UPSTREAM_TRUNCATED(502, Kind.UNAVAILABLE, "The model's answer broke off."),
  UPSTREAM_ERROR(502, Kind.UNAVAILABLE, "The model failed."),
  UPSTREAM_REJECTED(400, Kind.INVALID, "The model rejected the request."),
  UPSTREAM_RATE_LIMIT(429, Kind.LIMIT, "The model's own limit is reached; try again later."),
  REPLY_WITHHELD(502, Kind.UNEXAMINABLE, "The reply could not be examined and was withheld."),
  CLIENT_GONE(499, Kind.INVALID, "The caller went away."),
  INTERNAL_ERROR(500, Kind.UNAVAILABLE, "The gateway failed; nothing was let through.");

  private final int status;
  private final Kind kind;
  private final String message;

  ErrorCode(int status, Kind kind, String message) {
    this.status = status;
    this.kind = kind;
    this.message = message;
  }

  int status() {
    return status;
  }

  /** How a refusal with this code is counted. */
  Kind kind() {
    return kind;
  }

  /** What happened, in words that are safe to show to anyone. */
  String message() {
    return message;
  }

  /** The stable code. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
