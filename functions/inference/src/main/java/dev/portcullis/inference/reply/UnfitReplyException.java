package dev.portcullis.inference.reply;

import java.util.Objects;

/**
 * The reply cannot go on; nothing of it is in here but an examined message where the model reported
 * an error itself.
 */
public final class UnfitReplyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a reply cannot go on. */
  public enum Reason {
    /** Something in it could not be examined. */
    WITHHELD,
    /** It is not an answer of the API. */
    GARBAGE,
    /** It broke off. */
    TRUNCATED,
    /** No further bytes came in time. */
    TIMEOUT,
    /** The model reported an error instead. */
    ERROR
  }

  private final Reason reason;
  private final String detail;

  /** A reply that cannot go on, with nothing to add. */
  public UnfitReplyException(Reason reason) {
    this(reason, "");
  }

  /**
   * A reply that cannot go on.
   *
   * @param detail the model's own message, examined; empty if there is none
   */
  public UnfitReplyException(Reason reason, String detail) {
    super(reason.name(), null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.detail = Objects.requireNonNull(detail, "detail");
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The model's own message, examined; empty if there is none. */
  public String detail() {
    return detail;
  }
}
