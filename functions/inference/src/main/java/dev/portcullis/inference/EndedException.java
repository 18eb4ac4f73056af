package dev.portcullis.inference;

import dev.portcullis.audit.record.CallOutcome.Ending;
import java.util.Optional;

/**
 * Unwinds from a call that reached the model and did not end well; it never leaves the package. The
 * detail is examined text of the model's own error, or empty.
 */
final class EndedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Ending ending;
  private final ErrorCode code;
  private final String detail;

  EndedException(Ending ending, ErrorCode code) {
    this(ending, code, "");
  }

  EndedException(Ending ending, ErrorCode code, String detail) {
    super(code.code(), null, false, false);
    this.ending = ending;
    this.code = code;
    this.detail = detail;
  }

  static EndedException callerGone() {
    return new EndedException(Ending.CLIENT_GONE, ErrorCode.CLIENT_GONE);
  }

  static EndedException withheld() {
    return new EndedException(Ending.WITHHELD, ErrorCode.REPLY_WITHHELD);
  }

  static EndedException garbage() {
    return new EndedException(Ending.UPSTREAM_GARBAGE, ErrorCode.UPSTREAM_GARBAGE);
  }

  static EndedException truncated() {
    return new EndedException(Ending.UPSTREAM_TRUNCATED, ErrorCode.UPSTREAM_TRUNCATED);
  }

  static EndedException timeout() {
    return new EndedException(Ending.UPSTREAM_TIMEOUT, ErrorCode.UPSTREAM_TIMEOUT);
  }

  Ending ending() {
    return ending;
  }

  ErrorCode code() {
    return code;
  }

  /** What the caller is told. */
  String message() {
    return Optional.of(detail).filter(text -> !text.isEmpty()).orElse(code.message());
  }
}
