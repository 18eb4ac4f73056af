package dev.portcullis.redaction.session;

import dev.portcullis.redaction.json.JsonEscapes;

/** What one push delivers, and how a value must be escaped where it is written. */
final class Delivery {
  private final StringBuilder out = new StringBuilder();
  private int jsonDepth;

  /** How many JSON strings the present place is inside of: values are escaped as often. */
  void jsonDepth(int depth) {
    jsonDepth = depth;
  }

  /** Text that goes out as it came in. */
  StringBuilder raw() {
    return out;
  }

  /** A value of the caller's. */
  void value(String value) {
    out.append(escaped(value, jsonDepth));
  }

  /** The label as a JSON string of its own, where a number stood inside {@code depth} strings. */
  void quotedLabel(String type, int depth) {
    String quote = escaped("\"", depth);
    out.append(quote);
    label(type);
    out.append(quote);
  }

  private static String escaped(String text, int depth) {
    String written = text;
    for (int i = 0; i < depth; i++) {
      written = JsonEscapes.escape(written);
    }
    return written;
  }

  /** The label that stands for something the model brought. */
  void label(String type) {
    out.append('[').append(Placeholders.label(type)).append(']');
  }

  /**
   * Takes what there is. A high surrogate at the end stays for the next time: alone it could not be
   * encoded, and the piece would arrive as a replacement character.
   */
  String take() {
    int end = out.length();
    if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
      end--;
    }
    String taken = out.substring(0, end);
    out.delete(0, end);
    return taken;
  }

  /** Takes everything, at the end of the stream. */
  String takeAll() {
    String taken = out.toString();
    out.setLength(0);
    return taken;
  }

  int pending() {
    return out.length();
  }
}
