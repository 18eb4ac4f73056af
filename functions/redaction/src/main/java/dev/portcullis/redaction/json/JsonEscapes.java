package dev.portcullis.redaction.json;

/** Writes text as the inside of a JSON string (RFC 8259, section 7). */
public final class JsonEscapes {
  private static final String HEX = "0123456789abcdef";

  private JsonEscapes() {}

  /**
   * Appends {@code text} escaped so that it can stand between the quotes of any JSON string: quote,
   * backslash and control characters, and surrogates without their partner, which no encoding could
   * carry otherwise.
   */
  public static void append(StringBuilder out, CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !paired(text, i))) {
            unicode(out, c);
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  /** The escaped form of {@code text}, without quotes. */
  public static String escape(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    append(out, text);
    return out.toString();
  }

  private static boolean paired(CharSequence text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static void unicode(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 15));
    }
  }
}
