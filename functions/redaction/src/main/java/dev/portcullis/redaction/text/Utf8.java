package dev.portcullis.redaction.text;

/** Joins bytes that escapes brought one by one (%C3%A9) into code points. */
final class Utf8 {
  /** Private-use characters from here on stand for the bytes 0x80 to 0xFF until they are joined. */
  static final char BASE = '\uF700';

  private Utf8() {}

  /** Adds a byte and joins it with those before it when that completes a sequence. */
  static void append(Window window, int value, int begin, int end, int depth) {
    window.putByte(value, begin, end, depth);
    char[] text = window.text();
    int size = window.size();
    int first = size - 1;
    while (first >= 0 && size - first < 4 && isByte(text[first]) && !isLead(text[first])) {
      first--;
    }
    if (first >= 0 && isLead(text[first]) && size - first == length(text[first])) {
      int count = size - first;
      int codePoint = (text[first] - BASE) & (0xFF >> (count + 1));
      for (int i = first + 1; i < size; i++) {
        codePoint = (codePoint << 6) | ((text[i] - BASE) & 0x3F);
      }
      if (Character.isValidCodePoint(codePoint)) {
        window.replaceTail(count, codePoint, window.from(first), end, depth);
      }
    }
  }

  /** How many characters no later byte can change. */
  static int settled(char[] text, int size) {
    for (int i = size - 1; i >= 0 && i > size - 4 && isByte(text[i]); i--) {
      if (isLead(text[i])) {
        return i;
      }
    }
    return size;
  }

  private static boolean isByte(char c) {
    return c >= BASE + 0x80 && c <= BASE + 0xFF;
  }

  private static boolean isLead(char c) {
    return c >= BASE + 0xC2 && c <= BASE + 0xF4;
  }

  private static int length(char lead) {
    int value = lead - BASE;
    return value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
  }
}
