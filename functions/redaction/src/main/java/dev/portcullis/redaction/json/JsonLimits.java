package dev.portcullis.redaction.json;

/**
 * The bounds of one JSON document; what passes any of them is refused whole.
 *
 * @param maxLength longest document in UTF-16 units
 * @param maxDepth how deep objects and arrays may nest
 * @param maxNumber longest number in characters
 */
public record JsonLimits(int maxLength, int maxDepth, int maxNumber) {
  /** 16 Mi characters, 128 levels, numbers of 1,024 characters. */
  public static final JsonLimits DEFAULT = new JsonLimits(16 << 20, 128, 1_024);

  /** Refuses limits under 1. */
  public JsonLimits {
    if (maxLength < 1 || maxDepth < 1 || maxNumber < 1) {
      throw new IllegalArgumentException("every limit is at least 1");
    }
  }
}
