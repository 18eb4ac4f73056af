package dev.portcullis.rotation.schedule;

/**
 * What goes wrong with one effect.
 *
 * @param effect the effect's number in the run, from 0
 * @param fate what happens to it
 */
record Fault(int effect, Fate fate) {

  /** The ways in which an effect goes wrong. */
  enum Fate {
    /** The process dies and the effect does not happen. */
    CRASH_BEFORE,
    /** The effect happens and the process dies before it hears of it. */
    CRASH_AFTER,
    /** No answer comes, and the effect did not happen. */
    LOST,
    /** No answer comes, and the effect happened. */
    REPLY_LOST
  }
}
