package dev.portcullis.inference;

/**
 * Unwinds from a call whose outcome could not be made durable, to where the caller is told that
 * there is no answer; it never leaves the package. Checked, so that no step can go on as if the
 * record were there; its cause is not kept, because it may quote the call.
 */
final class UnrecordedException extends Exception {
  private static final long serialVersionUID = 1L;

  UnrecordedException() {
    super("the outcome is not recorded", null, false, false);
  }
}
