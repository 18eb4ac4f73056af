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

  void allow(long units) {
    left += units;
  }

  boolean isSpent() {
    return left < 0;
  }
}
