package dev.portcullis.redaction.json;

import dev.portcullis.redaction.json.JsonResult.Fault;

/**
 * Reads the tokens of one document by RFC 8259, strictly, and says where it stopped if it cannot.
 */
final class JsonLexer {
  /** Ends reading; caught by the rewriter, where it becomes a value. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    Refusal(Fault fault) {
      super(null, null, false, false);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  private final String json;
  private final JsonLimits limits;
  private int at;

  JsonLexer(String json, JsonLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  int at() {
    return at;
  }

  boolean atEnd() {
    return at == json.length();
  }

  /** The next character that is not white space, or 0 at the end. */
  char peek() {
    for (; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
    }
    return 0;
  }

  void skip() {
    at++;
  }

  /** The string that begins here, decoded. */
  String string() {
    int start = ++at;
    for (; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c == '"') {
        return json.substring(start, at++);
      }
      if (c == '\\') {
        return escapedString(start);
      }
      plain(c);
    }
    throw refuse();
  }

  private String escapedString(int start) {
    StringBuilder decoded = new StringBuilder(at - start + 32).append(json, start, at);
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        at++;
        return decoded.toString();
      }
      if (c == '\\') {
        decoded.append(escape());
      } else {
        plain(c);
        decoded.append(c);
        at++;
      }
    }
    throw refuse();
  }

  /** A character that stands for itself: no control, and no half of a pair. */
  private void plain(char c) {
    if (c < 0x20) {
      throw refuse();
    }
    if (Character.isSurrogate(c)) {
      boolean paired =
          Character.isHighSurrogate(c)
              ? at + 1 < json.length() && Character.isLowSurrogate(json.charAt(at + 1))
              : Character.isHighSurrogate(json.charAt(at - 1));
      if (!paired) {
        throw refuse();
      }
    }
  }

  private char escape() {
    at++;
    char c = at < json.length() ? json.charAt(at) : 0;
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw refuse();
    };
  }

  private char unicode() {
    int value = 0;
    for (int end = at + 4; at < end; at++) {
      char c = at < json.length() ? json.charAt(at) : 0;
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw refuse();
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /** The number that begins here, as it is written. */
  String number() {
    int start = at;
    if (here() == '-') {
      at++;
    }
    if (here() == '0') {
      at++;
    } else {
      digits();
    }
    if (here() == '.') {
      at++;
      digits();
    }
    if (here() == 'e' || here() == 'E') {
      at++;
      if (here() == '+' || here() == '-') {
        at++;
      }
      digits();
    }
    if (at - start > limits.maxNumber()) {
      throw new Refusal(Fault.TOO_LARGE);
    }
    return json.substring(start, at);
  }

  private void digits() {
    int start = at;
    while (here() >= '0' && here() <= '9') {
      at++;
    }
    if (at == start) {
      throw refuse();
    }
  }

  private char here() {
    return at < json.length() ? json.charAt(at) : 0;
  }

  /** One of the three names, which begins here. */
  String name() {
    for (String name : new String[] {"true", "false", "null"}) {
      if (json.startsWith(name, at)) {
        at += name.length();
        return name;
      }
    }
    throw refuse();
  }

  Refusal refuse() {
    at = Math.min(at, json.length());
    return new Refusal(Fault.NOT_JSON);
  }
}
