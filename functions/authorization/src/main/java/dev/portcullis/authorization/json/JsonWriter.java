package dev.portcullis.authorization.json;

import java.util.Collection;
import java.util.Map;

/** Writes a tree of maps, collections, strings, booleans and whole numbers. */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  static String write(Object tree) {
    JsonWriter writer = new JsonWriter();
    writer.value(tree);
    return writer.out.toString();
  }

  private void value(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      char before = '{';
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(before);
        string((String) entry.getKey());
        out.append(':');
        value(entry.getValue());
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    } else if (tree instanceof Collection<?> many) {
      char before = '[';
      for (Object member : many) {
        out.append(before);
        value(member);
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    } else if (tree instanceof String text) {
      string(text);
    } else if (tree instanceof Boolean || tree instanceof Long || tree instanceof Integer) {
      out.append(tree);
    } else {
      throw new IllegalArgumentException("not a JSON value: " + tree.getClass());
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || (c >= 0xd800 && c < 0xe000 && !paired(text, i))) {
        // A half of a pair would become a question mark when the text is encoded.
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit((c >> 8) & 15, 16));
        out.append(Character.forDigit((c >> 4) & 15, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
