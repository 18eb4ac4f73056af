package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/**
 * Tells an embedding from anything else: a list of numbers between -1,000 and 1,000, or such 32-bit
 * numbers in base64. Text in base64 is none: as numbers, most letters are far beyond that.
 */
final class Vectors {
  private static final float LARGEST = 1_000;

  private Vectors() {}

  static boolean isVector(JsonNode value) {
    if (value.isTextual()) {
      return isBase64(value.textValue());
    }
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode number : value) {
      if (!number.isNumber() || !isSmall(number.floatValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBase64(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    java.nio.FloatBuffer numbers =
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    boolean all = bytes.length % Float.BYTES == 0;
    while (all && numbers.hasRemaining()) {
      all = isSmall(numbers.get());
    }
    return all;
  }

  private static boolean isSmall(float number) {
    return number >= -LARGEST && number <= LARGEST;
  }
}
