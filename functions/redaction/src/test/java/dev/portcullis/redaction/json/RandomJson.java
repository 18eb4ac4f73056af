package dev.portcullis.redaction.json;

import java.util.Random;

/** Documents for fuzzing: valid ones with odd spacing and escapes, and damage to them. */
public final class RandomJson {
  private static final String[] STRINGS = {
    "",
    "a",
    "jane.roe@example.com",
    "4111 1111 1111 1111",
    "naïve \uD83D\uDE00",
    "\\",
    "\"",
    "\u0000\n",
    "[EMAIL_ADDRESS_1_k7qx]",
    "{\"b\":\"eve@example.org\"}",
    "\u2028",
    "ssn 536-90-4399."
  };
  private static final String[] NUMBERS = {
    "0", "-1", "4111111111111111", "1.50", "1e5", "-0.0E-7", "12345678901234567890"
  };

  private final Random random;
  private int keys;

  public RandomJson(long seed) {
    this.random = new Random(seed);
  }

  public String document() {
    StringBuilder out = new StringBuilder();
    value(out, 0);
    return out.toString();
  }

  /** The document with one character removed, doubled, or replaced. */
  public String damaged(String document) {
    int at = random.nextInt(document.length() + 1);
    String head = document.substring(0, at);
    String tail = document.substring(Math.min(document.length(), at + random.nextInt(2)));
    String[] parts = {"", "\"", "\\", "{", "]", ",", "\\u12", "NaN", "\uD800", "e", "0", "\u0001"};
    return head + parts[random.nextInt(parts.length)] + tail;
  }

  public String string() {
    return STRINGS[random.nextInt(STRINGS.length)];
  }

  private void value(StringBuilder out, int depth) {
    space(out);
    switch (random.nextInt(depth > 4 ? 3 : 5)) {
      case 0 -> quoted(out, string());
      case 1 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 2 -> out.append(new String[] {"true", "false", "null"}[random.nextInt(3)]);
      case 3 -> {
        out.append('[');
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
          out.append(i == 0 ? "" : ",");
          value(out, depth + 1);
        }
        out.append(']');
      }
      default -> {
        out.append('{');
        int fields = random.nextInt(4);
        for (int i = 0; i < fields; i++) {
          out.append(i == 0 ? "" : ",");
          space(out);
          quoted(out, "k" + keys++ + string());
          space(out);
          out.append(':');
          value(out, depth + 1);
        }
        out.append('}');
      }
    }
    space(out);
  }

  /** Escapes at random what need not be escaped. */
  private void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int c : text.codePoints().toArray()) {
      if (random.nextInt(6) == 0) {
        for (char unit : Character.toChars(c)) {
          out.append(String.format("\\u%04" + (random.nextBoolean() ? "x" : "X"), (int) unit));
        }
      } else if (c == '/' || c == '"' || c == '\\') {
        out.append('\\').appendCodePoint(c);
      } else if (c < 0x20) {
        out.append(JsonEscapes.escape(Character.toString(c)));
      } else {
        out.appendCodePoint(c);
      }
    }
    out.append('"');
  }

  private void space(StringBuilder out) {
    out.append(" \n\t ".substring(0, random.nextInt(4) % 3));
  }
}
