package dev.portcullis.redaction.operators;

/** What an operator made of a value. */
public sealed interface Outcome {
  /**
   * The value is replaced.
   *
   * @param text what takes its place; may be empty
   */
  record Replaced(String text) implements Outcome {
    /** Shows the length only: for {@code keep} this is the value. */
    @Override
    public String toString() {
      return "Replaced[" + text.length() + " chars]";
    }
  }

  /** The operator cannot treat this value safely; something else, such as a label, must. */
  record Refused(Refusal why) implements Outcome {}

  /** Why an operator refuses a value. */
  enum Refusal {
    /**
     * Fewer than a million values have this format, so that format-preserving encryption would not
     * hide it (NIST SP 800-38G Rev. 1, second draft).
     */
    DOMAIN_TOO_SMALL,
    /** The value is longer than the operator takes. */
    TOO_LONG,
    /** No date that the operator can read. */
    NOT_A_DATE,
    /** No coarser form is known for this type. */
    NO_COARSER_FORM
  }
}
