package dev.portcullis.audit.log;

/** The instance is gone: nothing in it runs on, and no catch of an exception may keep it. */
final class Crashed extends Error {
  private static final long serialVersionUID = 1L;

  Crashed() {
    super("crashed", null, false, false);
  }
}
