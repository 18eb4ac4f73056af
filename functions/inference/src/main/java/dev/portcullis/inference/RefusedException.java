package dev.portcullis.inference;

/**
 * Unwinds from a step to the call's edge, where the refusal is recorded and answered; it never
 * leaves the package and carries nothing of the request.
 */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
