package dev.portcullis.bench.redaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The texts that are measured, the same in every run. */
final class BenchTexts {
  private static final List<String> WORDS =
      List.of(
          "the", "report", "says", "that", "our", "team", "has", "moved", "its", "work", "to",
          "another", "place", "because", "of", "rain", "and", "nobody", "knew", "when", "it",
          "would", "end", "please", "answer", "before", "noon", "with", "what", "you", "think");

  private static final List<String> VALUES =
      List.of(
          "write to jane.doe@example.com",
          "card 4012 8888 8888 1881",
          "SSN 078-05-1120",
          "IBAN DE89 3704 0044 0532 0130 00",
          "call +1 (202) 555-0143",
          "host 192.168.10.14");

  private BenchTexts() {}

  /** Prose of this length, with a value about every 150 characters, or none. */
  static String prose(int length, boolean dense) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    int next = 80;
    int value = 0;
    while (text.length() < length) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
      if (dense && text.length() >= next) {
        text.append(' ').append(VALUES.get(value++ % VALUES.size()));
        next += 150;
      }
      text.append(random.nextInt(12) == 0 ? ". " : " ");
    }
    return text.substring(0, length);
  }

  /** Units whose repetition has made matchers quadratic, or worse, elsewhere. */
  static Map<String, String> families() {
    Map<String, String> units = new LinkedHashMap<>();
    units.put("a", "a");
    units.put("a-", "a-");
    units.put("a.", "a.");
    units.put("a@", "a@");
    units.put("a@a.", "a@a.");
    units.put("digit", "1");
    units.put("digit space", "1 ");
    units.put("digit dash", "1-");
    units.put("digit dot", "1.");
    units.put("colon", ":");
    units.put("hex colon", "f:");
    units.put("plus digit", "+1");
    units.put("http", "http://");
    units.put("percent", "%25");
    units.put("entity", "&#38;");
    units.put("json escape", "\\u005c");
    units.put("base64", "QUFB");
    units.put("zero width", "\u200b");
    units.put("capital words", "Anna ");
    units.put("key=", "api_key=");
    units.put("begin key", "-----BEGIN ");
    units.put("token=value", "token=Zx9 ");
    return units;
  }

  /** A unit repeated to this length. */
  static String repeated(String unit, int length) {
    return unit.repeat(length / unit.length() + 1).substring(0, length);
  }
}
