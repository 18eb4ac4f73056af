package dev.portcullis.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the stand-in model says to a prompt: an echo, a contact that it makes up, and, where a
 * schema asks for values, the placeholders that it was shown.
 */
final class Said {
  /** Values that no caller sent; none of them may reach one. */
  static final String INVENTED =
      " My own contact is mallory@evil.example, card 5555 5555 5555 4444.";

  private static final int PIECE = 3;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z][A-Z0-9_]*_[a-z0-9]{4}\\]");

  private final String prompt;
  private final List<String> placeholders = new ArrayList<>();

  /** To the last text of a prompt; placeholders are taken from everything that was sent. */
  Said(JsonNode request, String prompt) {
    this.prompt = prompt;
    Matcher found = PLACEHOLDER.matcher(request.toString());
    while (found.find()) {
      if (!placeholders.contains(found.group())) {
        placeholders.add(found.group());
      }
    }
  }

  String text() {
    return "You wrote: " + prompt + INVENTED;
  }

  /** Arguments for a tool, or an object in JSON mode: each property of the schema gets a value. */
  ObjectNode object(ObjectMapper json, JsonNode schema) {
    ObjectNode object = json.createObjectNode();
    int next = 0;
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode type = property.getValue();
      switch (type.path("type").asText("string")) {
        case "integer", "number" -> object.put(property.getKey(), 1);
        case "boolean" -> object.put(property.getKey(), true);
        case "array" -> object.putArray(property.getKey()).add(value(next++));
        case "object" -> object.set(property.getKey(), object(json, type));
        default ->
            object.put(
                property.getKey(),
                type.path("enum").isEmpty() ? value(next++) : type.path("enum").get(0).asText());
      }
    }
    if (object.isEmpty()) {
      object.put("answer", text());
    }
    return object;
  }

  private String value(int index) {
    return index < placeholders.size() ? placeholders.get(index) : "mallory@evil.example";
  }

  /** A text cut small, through placeholders too. */
  static List<String> cut(String text) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + PIECE);
      // JSON in UTF-8 cannot hold half a character.
      end += Character.isHighSurrogate(text.charAt(end - 1)) && end < text.length() ? 1 : 0;
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  /** How many tokens the stand-in counts: one for four characters. */
  static int tokens(String text) {
    return text.length() / 4 + 1;
  }

  /** The text of a message's or an item's content, whatever form it has. */
  static String contentOf(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder all = new StringBuilder();
    for (JsonNode part : content) {
      all.append(part.path("text").asText(""));
    }
    return all.toString();
  }
}
