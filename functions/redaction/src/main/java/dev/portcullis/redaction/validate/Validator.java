package dev.portcullis.redaction.validate;

/** Judges {@code text[start, end)}, which a pattern has matched; linear, pure, never throws. */
@FunctionalInterface
public interface Validator {
  /** The verdict on this range. */
  Verdict check(char[] text, int start, int end);
}
