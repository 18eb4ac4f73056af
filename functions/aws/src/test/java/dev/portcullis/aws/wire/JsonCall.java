package dev.portcullis.aws.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of a request: each that is read is known, and any other is refused. */
final class JsonCall {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ObjectNode members;
  private final Set<String> known = new HashSet<>();

  JsonCall(ObjectNode members) {
    this.members = members;
  }

  static JsonCall parse(byte[] body) {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return new JsonCall(object);
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new JsonRefusal("SerializationException", "not a JSON object");
  }

  /** Every member. */
  JsonNode all() {
    return members;
  }

  Optional<JsonNode> get(String name) {
    known.add(name);
    return Optional.ofNullable(members.get(name));
  }

  Optional<String> text(String name) {
    return get(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw new JsonRefusal("SerializationException", name + " is not a string");
              }
              return value.textValue();
            });
  }

  String text(String name, int least, int most) {
    String value = text(name).orElseThrow(() -> JsonRefusal.validation(name + " is missing"));
    if (value.length() < least || value.length() > most) {
      throw JsonRefusal.validation(
          "Value '" + value + "' at '" + name + "' failed to satisfy constraint: length");
    }
    return value;
  }

  Optional<Integer> number(String name, int least, int most) {
    return get(name)
        .map(
            value -> {
              if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
                throw JsonRefusal.validation(name + " is out of range");
              }
              return value.intValue();
            });
  }

  boolean flag(String name) {
    return get(name).map(JsonNode::booleanValue).orElse(false);
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    get(name).ifPresent(array -> array.forEach(one -> texts.add(one.textValue())));
    return texts;
  }

  ObjectNode object(String name) {
    return get(name)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .orElseThrow(() -> JsonRefusal.validation(name + " is missing"));
  }

  byte[] bytes(String name, int least, int most) {
    try {
      byte[] bytes =
          Base64.getDecoder()
              .decode(text(name).orElseThrow(() -> JsonRefusal.validation(name + " is missing")));
      if (bytes.length < least || bytes.length > most) {
        throw JsonRefusal.validation(name + " has " + bytes.length + " bytes");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new JsonRefusal("SerializationException", name + " is not base64");
    }
  }

  /** Refuses what no operation read. */
  void end() {
    members
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new JsonRefusal("SerializationException", "unknown member " + name);
              }
            });
  }
}
