package dev.portcullis.redaction.validate;

/**
 * Judges {@code text[start, end)}, which a pattern has matched; linear and pure.
 *
 * <p>It may read up to {@link #LOOK_BACK} characters before {@code start}, which stand in the array
 * however a stream is cut, and none from {@code end} on.
 *
 * <p>It may expect the length and the characters of its kind of number: the patterns of a detector
 * that names it must see to them. A validator that fails on a match withholds the whole text, as
 * every failure does.
 */
@FunctionalInterface
public interface Validator {
  /** How far before a value a validator may read; the text itself may begin later. */
  int LOOK_BACK = 72;

  /** The verdict on this range. */
  Verdict check(char[] text, int start, int end);
}
