package dev.portcullis.redaction.detect;

/** What is left of the work allowed to one scan; every look-up of the pass is paid from it. */
final class Work {
  /** What a state that had to be computed again costs. */
  static final int STATE = 200;

  private long left;

  Work(long allowed) {
    this.left = allowed;
  }

  void spend(long units) {
    left -= units;
  }

  /** To be given back to {@link #restore}. */
  long left() {
    return left;
  }

  /** Takes back what was spent since {@code left} was noted. */
  void restore(long noted) {
    left = noted;
  }

  boolean isSpent() {
    return left < 0;
  }
}
