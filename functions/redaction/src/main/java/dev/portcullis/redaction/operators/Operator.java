package dev.portcullis.redaction.operators;

/**
 * Says what takes the place of a value. It never gives back the value itself, {@code keep} apart:
 * what it cannot treat it refuses.
 */
@FunctionalInterface
public interface Operator {
  /** What takes the place of {@code value}. */
  Outcome apply(Value value);
}
