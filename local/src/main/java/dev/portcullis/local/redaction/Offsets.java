package dev.portcullis.local.redaction;

/** Turns UTF-16 offsets into the unit that was asked for, in time that grows with the text once. */
final class Offsets {
  private final String text;
  private final boolean utf16;
  private int at;
  private int points;

  Offsets(String text, boolean utf16) {
    this.text = text;
    this.utf16 = utf16;
  }

  /** The offset in the chosen unit; going back costs the way back only. */
  int at(int offset) {
    if (utf16) {
      return offset;
    }
    points += offset >= at ? text.codePointCount(at, offset) : -text.codePointCount(offset, at);
    at = offset;
    return points;
  }
}
