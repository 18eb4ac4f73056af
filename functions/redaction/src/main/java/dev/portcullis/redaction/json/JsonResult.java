package dev.portcullis.redaction.json;

/** A document was rewritten whole, or refused whole. */
public sealed interface JsonResult {
  /**
   * The document after rewriting.
   *
   * @param text the same instance as the input where nothing was replaced
   */
  record Rewritten(String text) implements JsonResult {
    /** Shows the length only. */
    @Override
    public String toString() {
      return "Rewritten[" + text.length() + " chars]";
    }
  }

  /**
   * The document was not accepted.
   *
   * @param fault what is wrong with it
   * @param at where reading stopped, in UTF-16 units; says nothing of the content
   */
  record Refused(Fault fault, int at) implements JsonResult {}

  /** Why a document is refused. */
  enum Fault {
    /** Not one JSON value by RFC 8259: also NaN, comments, trailing commas, lone surrogates. */
    NOT_JSON,
    /** An object has the same key twice; readers disagree about which one counts. */
    DUPLICATE_KEY,
    /** Nested deeper than the limit. */
    TOO_DEEP,
    /** The document, or a number in it, is longer than the limit. */
    TOO_LARGE
  }
}
