package dev.portcullis.rotation.schedule;

/** The process died. An Error, so that no code under test takes it for a failure it can handle. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("the process died", null, false, false);
  }
}
