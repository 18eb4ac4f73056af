package dev.portcullis.redaction.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second, naive reader of JSON for tests: recursive and trusting, and written apart from the one
 * under test, so that the two can be compared. Objects become maps, numbers stay {@link Number}.
 */
public final class PlainJson {
  /** A number by its text. */
  public record Number(String text) {}

  private final String json;
  private int at;

  private PlainJson(String json) {
    this.json = json;
  }

  public static Object parse(String json) {
    PlainJson reader = new PlainJson(json);
    Object value = reader.value();
    reader.space();
    if (reader.at != json.length()) {
      throw new IllegalArgumentException("text after the document");
    }
    return value;
  }

  private Object value() {
    space();
    char c = json.charAt(at);
    if (c == '{') {
      return object();
    }
    if (c == '[') {
      return array();
    }
    if (c == '"') {
      return string();
    }
    int start = at;
    while (at < json.length() && ",]} \n\r\t".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    String word = json.substring(start, at);
    return switch (word) {
      case "true", "false", "null" -> word.equals("null") ? "null-value" : Boolean.valueOf(word);
      default -> new Number(word);
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    space();
    while (json.charAt(at) != '}') {
      if (json.charAt(at) == ',') {
        at++;
        space();
      }
      String key = string();
      space();
      at++;
      object.put(key, value());
      space();
    }
    at++;
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    at++;
    space();
    while (json.charAt(at) != ']') {
      if (json.charAt(at) == ',') {
        at++;
      }
      array.add(value());
      space();
    }
    at++;
    return array;
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (at++; json.charAt(at) != '"'; at++) {
      char c = json.charAt(at);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      c = json.charAt(++at);
      int simple = "bfnrt".indexOf(c);
      if (c == 'u') {
        text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
        at += 4;
      } else {
        text.append(simple < 0 ? c : "\b\f\n\r\t".charAt(simple));
      }
    }
    at++;
    return text.toString();
  }

  private void space() {
    while (at < json.length() && " \n\r\t".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }
}
