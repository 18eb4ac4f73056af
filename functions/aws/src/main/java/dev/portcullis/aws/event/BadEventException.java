package dev.portcullis.aws.event;

/**
 * An event is not what its service sends; names the part that is wrong and never its value.
 *
 * <p>A handler lets it pass: the invocation then fails, nothing is let through, and a queue's or a
 * schedule's event is delivered again.
 */
public final class BadEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault at a place, for example {@code requestContext.identity.sourceIp is not a string}. */
  public BadEventException(String what) {
    super("bad event: " + what);
  }
}
