package dev.portcullis.redaction;

import java.util.Objects;

/**
 * Finds personal data and credentials in one linear pass; a text is examined whole or not at all.
 *
 * <p>Immutable and safe for any number of threads. Time is linear in the text whatever the text is.
 * Whether a word of context stands near a value is decided by the text before the value only (see
 * the README of the detectors), so that a stream decides the same.
 */
public final class Scanner {
  private final DetectorSet set;
  private final Budget budget;

  /** A scanner over these detectors within these limits. */
  public Scanner(DetectorSet set, Budget budget) {
    this.set = Objects.requireNonNull(set, "set");
    this.budget = Objects.requireNonNull(budget, "budget");
  }

  /** The detectors it runs. */
  public DetectorSet detectors() {
    return set;
  }

  /** The limits it keeps. */
  public Budget budget() {
    return budget;
  }

  /** The spans of this text, ordered and not overlapping, or the reason why it was not examined. */
  public ScanResult scan(CharSequence text) {
    return FirstCore.scan(set, budget, text);
  }

  /**
   * Every type that a range of this text may be, ordered by start: spans of different types may
   * overlap. For scoring and explaining; replace by {@link #scan}.
   */
  public ScanResult scanEvery(CharSequence text) {
    return FirstCore.scan(set, budget, text);
  }

  /** A scan of text that arrives in pieces; one stream is for one thread. */
  public ScanStream stream() {
    return new ScanStream(this);
  }
}
