package dev.portcullis.ports;

import java.util.Objects;

/**
 * The one failure a port may throw; act on its {@link Code}, never on its message.
 *
 * <p>The message names the operation and the resource (a key, a secret's name), never a secret, a
 * prompt or a personal value. An adapter maps its SDK's exception to a code once, at its edge, and
 * keeps the original as the cause only where that original cannot hold a secret.
 */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a port failed. The set is closed: a new reason is an interface change. */
  public enum Code {
    /** The provider says this identity may not do it. Not retried. */
    DENIED(false),
    /** The request itself is wrong (a bad key name, a body over the limit). Not retried. */
    INVALID(false),
    /** What must exist does not: a bucket, a key, a secret named in the configuration. */
    MISSING(false),
    /** Stored bytes do not match their digest or cannot be read as what they claim to be. */
    CORRUPT(false),
    /** This provider cannot do it (for example Ed25519 in a vault without it). */
    UNSUPPORTED(false),
    /** Too many requests; the adapter has already backed off within its time budget. */
    THROTTLED(true),
    /** The provider did not answer or answered with a failure of its own. */
    UNAVAILABLE(true),
    /**
     * No answer in time, so the effect is unknown: it may have been persisted. A caller that must
     * know reads back before it decides.
     */
    TIMEOUT(true),
    /** The calling thread was asked to stop. */
    INTERRUPTED(false);

    private final boolean retryable;

    Code(boolean retryable) {
      this.retryable = retryable;
    }
  }

  private final Code code;

  /**
   * A failure with no underlying exception.
   *
   * @param code why
   * @param message the operation and the resource, without any secret or personal value
   */
  public PortException(Code code, String message) {
    super(code + ": " + message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /**
   * A failure that an SDK or the JDK reported.
   *
   * @param code why
   * @param message the operation and the resource, without any secret or personal value
   * @param cause the original, kept only where it cannot hold a secret
   */
  public PortException(Code code, String message, Throwable cause) {
    super(code + ": " + message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** Why it failed. */
  public Code code() {
    return code;
  }

  /** True if the same call may succeed later; says nothing about whether the effect happened. */
  public boolean retryable() {
    return code.retryable;
  }
}
