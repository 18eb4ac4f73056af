package dev.portcullis.audit.verify;

/** Hears how far a verification has come; called after every commit. */
@FunctionalInterface
public interface Progressing {
  /**
   * Takes a state.
   *
   * @param commits how many commits are checked
   * @param entries how many entries are checked
   */
  void at(long commits, long entries);
}
