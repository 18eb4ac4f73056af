package dev.portcullis.redaction.json;

/** What the value of a protocol field is, and so how it is examined. */
public enum Treatment {
  /** Free text; also everything that is not declared. */
  TEXT,
  /** One of a few words; kept if it is one of them, else text. */
  WORD,
  /** The type of a content part; a type that is not listed makes the part unexaminable. */
  PART,
  /** A model's name; kept if it has the form of one. */
  MODEL,
  /** An id that must come back as it was; kept if it has the form of one and nothing is found. */
  ID,
  /** Names what the provider has stored: reported, and what stands below it is examined. */
  STORED,
  /** An identifier; a value found in it takes the place of the whole without brackets. */
  NAME,
  /** A number of the protocol's own; kept while it is too short to be a card's. */
  NUMBER,
  /** Text that is a JSON document itself. */
  JSON,
  /** Text, or token numbers, which cannot be examined. */
  TEXT_OR_TOKENS,
  /** Picture data or address. */
  IMAGE,
  /** Sound data or id. */
  AUDIO,
  /** A file's data, address or id. */
  FILE,
  /** Bytes that only their maker can read, such as encrypted reasoning. */
  OPAQUE
}
