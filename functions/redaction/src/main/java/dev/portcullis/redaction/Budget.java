package dev.portcullis.redaction;

/**
 * The limits of one scan; passing any of them makes the whole text unscanned, never partly scanned.
 *
 * @param maxLength longest text in UTF-16 units; a stream counts everything pushed so far
 * @param workPerCharacter units of work that each character adds, once it is passed, to a fixed
 *     allowance of 100,000 (a unit is about one table look-up)
 * @param maxDepth how many encodings inside one another are opened (base64, hexadecimal, escapes)
 */
public record Budget(int maxLength, int workPerCharacter, int maxDepth) {
  /** 16 Mi characters, 400 units a character, depth 5. */
  public static final Budget DEFAULT = new Budget(16 << 20, 400, 5);

  /** What every text may cost before its length counts. */
  static final int FIXED_WORK = 100_000;

  /** Refuses limits under 1. */
  public Budget {
    if (maxLength < 1 || workPerCharacter < 1 || maxDepth < 1) {
      throw new IllegalArgumentException("every limit is at least 1");
    }
  }
}
