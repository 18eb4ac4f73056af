package dev.portcullis.redaction.session;

/**
 * Unwinds to the session's or the filter's edge, where it becomes a value; it never leaves the
 * package. It has no message and no cause, so that nothing of a text can travel in it.
 */
final class WithheldException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final WithheldReason reason;

  WithheldException(WithheldReason reason) {
    super(null, null, false, false);
    this.reason = reason;
  }

  WithheldReason reason() {
    return reason;
  }
}
