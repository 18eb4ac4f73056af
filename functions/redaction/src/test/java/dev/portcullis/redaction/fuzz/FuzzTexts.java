package dev.portcullis.redaction.fuzz;

import dev.portcullis.redaction.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Texts for fuzzing: values and disguises, damaged, encoded, repeated and cut. */
final class FuzzTexts {
  private static final String[] BITS = {
    "%",
    "&#",
    "\\u00",
    "\\",
    "@",
    ".",
    "-",
    " ",
    "\n",
    "0",
    "1",
    "a",
    "e",
    "=",
    "\"",
    "\u200b",
    "\u202e",
    "\uD835",
    "\uDFD2",
    "é",
    "д",
    "日",
    "key=",
    "token: ",
    "://",
    "-----BEGIN ",
    "{",
    "}",
    "[EMAIL_ADDRESS_1_k7qx]",
    "[",
    "_1_",
    "&lbrack;"
  };

  private FuzzTexts() {}

  static String next(Random random) {
    StringBuilder text = new StringBuilder(Texts.mixed(random, random.nextInt(8)));
    for (int edits = random.nextInt(12); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(5)) {
        case 0 -> text.insert(at, BITS[random.nextInt(BITS.length)]);
        case 1 -> text.insert(at, BITS[random.nextInt(BITS.length)].repeat(random.nextInt(40)));
        case 2 -> text.insert(at, (char) random.nextInt(0x10000));
        case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
        default -> text.replace(0, text.length(), hidden(random, text.toString()));
      }
    }
    return text.toString();
  }

  private static String hidden(Random random, String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(60));
    byte[] part = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(text.substring(0, from));
    switch (random.nextInt(3)) {
      case 0 -> out.append(Base64.getEncoder().encodeToString(part));
      case 1 -> {
        for (byte b : part) {
          out.append(String.format("%02x", b));
        }
      }
      default -> {
        for (byte b : part) {
          out.append(String.format("%%%02X", b));
        }
      }
    }
    return out.append(text.substring(to)).toString();
  }

  /** Places to cut a text at. */
  static int[] cuts(Random random, int length) {
    return random.ints(random.nextInt(1 + Math.min(length, 40)), 0, length + 1).sorted().toArray();
  }
}
