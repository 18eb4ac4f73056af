package dev.portcullis.authorization.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads RFC 8259 and nothing more, in one pass. Written here because a general library costs a cold
 * start more than all policies together.
 */
final class JsonReader {
  private static final int LONGEST_NUMBER = 40;

  private final String text;
  private final int deepest;
  private int at;
  private int depth;

  JsonReader(String text, int deepest) {
    this.text = text;
    this.deepest = deepest;
  }

  /** The one value of the text. */
  Object read() throws StrictJson.Malformed {
    Object value = value();
    end();
    return value;
  }

  /** The same if it is an object. */
  Map<String, Object> readObject() throws StrictJson.Malformed {
    skipBlanks();
    if (!peek('{')) {
      read(); // What is no JSON is told as such.
      throw new StrictJson.Malformed("not an object", 1);
    }
    Map<String, Object> object = object();
    end();
    return object;
  }

  private void end() throws StrictJson.Malformed {
    skipBlanks();
    if (at < text.length()) {
      throw bad("text after the value");
    }
  }

  private Object value() throws StrictJson.Malformed {
    skipBlanks();
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", StrictJson.Null.NULL);
      default -> number();
    };
  }

  private Object word(String word, Object value) throws StrictJson.Malformed {
    if (!text.startsWith(word, at)) {
      throw bad("not a value");
    }
    at += word.length();
    return value;
  }

  private Map<String, Object> object() throws StrictJson.Malformed {
    enter();
    Map<String, Object> fields = new LinkedHashMap<>();
    while (!ends('}', fields.isEmpty())) {
      skipBlanks();
      String name = string();
      skipBlanks();
      take(':');
      if (fields.put(name, value()) != null) {
        throw bad("a name twice");
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private List<Object> array() throws StrictJson.Malformed {
    enter();
    List<Object> members = new ArrayList<>();
    while (!ends(']', members.isEmpty())) {
      members.add(value());
    }
    return Collections.unmodifiableList(members);
  }

  private void enter() throws StrictJson.Malformed {
    at++;
    if (++depth > deepest) {
      throw bad("nested too deep");
    }
  }

  /** Goes past the end, or past the comma that all members but the first must have before them. */
  private boolean ends(char end, boolean first) throws StrictJson.Malformed {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      depth--;
      return true;
    }
    if (!first) {
      take(',');
    }
    return false;
  }

  private String string() throws StrictJson.Malformed {
    take('"');
    int start = at;
    while (at < text.length() && plain(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return text.substring(start, at++);
    }
    StringBuilder out = new StringBuilder(text.substring(start, at));
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      } else if (c < ' ') {
        throw bad("a control character in a string");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private static boolean plain(char c) {
    return c != '"' && c != '\\' && c >= ' ';
  }

  private char escaped() throws StrictJson.Malformed {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          char digit = next();
          int value = digit < 128 ? Character.digit(digit, 16) : -1;
          if (value < 0) {
            throw bad("not an escape");
          }
          code = code * 16 + value;
        }
        yield (char) code;
      }
      default -> throw bad("not an escape");
    };
  }

  private Object number() throws StrictJson.Malformed {
    int start = at;
    boolean whole = true;
    if (peek('-')) {
      at++;
    }
    if (peek('0')) {
      at++;
    } else {
      digits();
    }
    if (peek('.')) {
      whole = false;
      at++;
      digits();
    }
    if (peek('e') || peek('E')) {
      whole = false;
      at++;
      if (peek('+') || peek('-')) {
        at++;
      }
      digits();
    }
    String number = text.substring(start, at);
    if (number.length() > LONGEST_NUMBER) {
      throw bad("a number that is too long");
    }
    return whole ? whole(number) : decimal(number);
  }

  private static Object whole(String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException tooLarge) {
      return new BigDecimal(number);
    }
  }

  private Object decimal(String number) throws StrictJson.Malformed {
    try {
      return new BigDecimal(number);
    } catch (NumberFormatException exponentTooLarge) {
      throw bad("a number that is too large");
    }
  }

  private void digits() throws StrictJson.Malformed {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw bad("not a value");
    }
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private char next() throws StrictJson.Malformed {
    if (at >= text.length()) {
      throw bad("cut off");
    }
    return text.charAt(at++);
  }

  private void take(char expected) throws StrictJson.Malformed {
    if (!peek(expected)) {
      throw bad("expected '" + expected + "'");
    }
    at++;
  }

  private void skipBlanks() {
    while (at < text.length() && blank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private StrictJson.Malformed bad(String what) {
    int line = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new StrictJson.Malformed(what, line);
  }
}
