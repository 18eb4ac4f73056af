package dev.portcullis.redaction.json;

/**
 * A part of a body that is no text and that nothing examined: it was left as it was, and whoever
 * may not send unexamined parts refuses the call.
 *
 * @param kind what the part is
 * @param where the JSON pointer (RFC 6901) of the part, made of array positions and of the
 *     protocol's own field names only, so that it holds nothing of the caller's
 */
public record Unexaminable(Kind kind, String where) {
  /** What cannot be examined as text. */
  public enum Kind {
    /** Picture data, or the address of a picture. */
    IMAGE,
    /** Sound data, or the id of sound. */
    AUDIO,
    /** A document or file, or its id. */
    FILE,
    /** Token numbers instead of text. */
    TOKENS,
    /** Bytes that only their maker can read, such as encrypted reasoning. */
    OPAQUE,
    /** The name of something that the provider has stored, which is not sent and so not seen. */
    STORED,
    /** A content part of a type that is not known here. */
    UNKNOWN_PART
  }
}
