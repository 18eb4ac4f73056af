package dev.portcullis.aws;

/**
 * What Lambda gives back of an invocation that failed: a sentence of ours and nothing of its cause,
 * whose message or stack could quote what was sent.
 */
final class FailedInvocation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedInvocation(String message) {
    super(message, null, false, false);
  }
}
