package dev.portcullis.redaction;

/** Why a text was not examined; whoever gets one withholds the whole text. */
public enum Reason {
  /** The text is longer than the budget allows. */
  TOO_LARGE,
  /** The work allowed per character was used up before the end of the text. */
  OVER_BUDGET,
  /** Encodings are nested deeper than the budget allows. */
  TOO_DEEP,
  /** The engine failed; nothing about the text is known. */
  INTERNAL_ERROR
}
