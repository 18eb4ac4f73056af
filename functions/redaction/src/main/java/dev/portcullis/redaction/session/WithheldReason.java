package dev.portcullis.redaction.session;

/**
 * Why a text was withheld whole. Closed: a caller can answer and record each one, and none of them
 * carries any part of the text.
 */
public enum WithheldReason {
  /** The scanner's work budget ran out before the whole text was examined. */
  OVER_BUDGET,
  /** The text is longer than the scanner or the JSON limits permit. */
  TOO_LARGE,
  /** Encodings or JSON values are nested deeper than the limits permit. */
  TOO_DEEP,
  /** A text that must be JSON is not by RFC 8259. */
  NOT_JSON,
  /** A JSON object names a key twice, so that two readers may see two documents. */
  DUPLICATE_KEY,
  /** The session already holds as many placeholders as it may. */
  TOO_MANY_VALUES,
  /** The filter had already finished, so that further text has nowhere to go. */
  AFTER_END,
  /** An unexpected failure; the text was not examined to its end. */
  INTERNAL_ERROR
}
