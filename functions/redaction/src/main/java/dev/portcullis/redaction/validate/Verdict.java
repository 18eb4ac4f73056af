package dev.portcullis.redaction.validate;

/** What a validator says of a value. */
public enum Verdict {
  /** It is not such a value. */
  INVALID,
  /** Neither it nor any shorter match that starts at the same place is such a value. */
  REFUSED,
  /** Nothing speaks against it. */
  UNKNOWN,
  /** A checksum or an equally strong rule holds. */
  VALID
}
