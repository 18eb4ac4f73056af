package dev.portcullis.redaction.detect;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes hexadecimal and base64 (RFC 4648, both alphabets) when the result is readable text. */
final class Decoding {
  /** Shorter runs hide nothing that is worth the look. */
  static final int SHORTEST = 12;

  private static final byte[] VALUES = values();

  private Decoding() {}

  /** The text behind the run, or null when it is not an encoding of text. */
  static @Nullable String decode(char[] text, int start, int end) {
    int stop = end;
    while (stop > start && text[stop - 1] == '=') {
      stop--;
    }
    if (stop - start < SHORTEST) {
      return null;
    }
    byte[] hex = (stop - start) % 2 == 0 && stop == end ? hex(text, start, stop) : null;
    byte[] bytes = hex != null ? hex : base64(text, start, stop);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] hex(char[] text, int start, int end) {
    byte[] bytes = new byte[(end - start) / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(text[start + 2 * i]);
      int low = digit(text[start + 2 * i + 1]);
      if (high < 0 || low < 0 || !readable((high << 4) | low)) {
        return null;
      }
      bytes[i] = (byte) ((high << 4) | low);
    }
    return bytes;
  }

  private static byte @Nullable [] base64(char[] text, int start, int end) {
    int length = end - start;
    if (length % 4 == 1) {
      return null;
    }
    byte[] bytes = new byte[length * 6 / 8];
    int filled = 0;
    int bits = 0;
    int count = 0;
    for (int i = start; i < end; i++) {
      int value = text[i] < 128 ? VALUES[text[i]] : -1;
      if (value < 0) {
        return null;
      }
      bits = ((bits << 6) | value) & 0xFFFFF;
      count += 6;
      if (count >= 8) {
        count -= 8;
        int octet = (bits >> count) & 0xFF;
        if (!readable(octet)) {
          return null;
        }
        bytes[filled++] = (byte) octet;
      }
    }
    return bytes;
  }

  private static boolean readable(int octet) {
    return (octet >= 32 && octet != 127) || octet == '\n' || octet == '\r' || octet == '\t';
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    java.util.Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    values['-'] = 62;
    values['_'] = 63;
    return values;
  }
}
