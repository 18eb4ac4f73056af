package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one object of a request; what was not taken when {@link #end} is called is refused,
 * so that no field is dropped without the caller knowing.
 *
 * <p>A null is the same as no field, as in OpenAI's API.
 */
final class Fields {
  private static final BigDecimal MOST = new BigDecimal(Integer.MAX_VALUE);

  private final JsonNode object;
  private final String path;
  private final Set<String> taken = new HashSet<>();

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The fields of an object at a path; the path of the request itself is empty. */
  static Fields of(JsonNode object, String path) throws FieldRefusedException {
    if (!object.isObject()) {
      throw new FieldRefusedException(path, "must be an object");
    }
    return new Fields(object, path);
  }

  /** The path of a field. */
  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  FieldRefusedException refused(String name, String why) {
    return new FieldRefusedException(path(name), why);
  }

  Optional<JsonNode> take(String name) {
    taken.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  JsonNode need(String name) throws FieldRefusedException {
    return take(name).orElseThrow(() -> refused(name, "is missing"));
  }

  Optional<String> text(String name) throws FieldRefusedException {
    Optional<JsonNode> value = take(name);
    if (value.isPresent() && !value.get().isTextual()) {
      throw refused(name, "must be a string");
    }
    return value.map(JsonNode::textValue);
  }

  String needText(String name) throws FieldRefusedException {
    return text(name).orElseThrow(() -> refused(name, "is missing"));
  }

  Optional<Boolean> truth(String name) throws FieldRefusedException {
    Optional<JsonNode> value = take(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw refused(name, "must be true or false");
    }
    return value.map(JsonNode::booleanValue);
  }

  /** A whole number from 0 on. */
  Optional<Integer> count(String name) throws FieldRefusedException {
    Optional<JsonNode> value = take(name);
    if (value.isPresent()
        && !(value.get().isIntegralNumber()
            && value.get().decimalValue().signum() >= 0
            && value.get().decimalValue().compareTo(MOST) <= 0)) {
      throw refused(name, "must be a whole number");
    }
    return value.map(JsonNode::intValue);
  }

  /** A number from 0 to 1, which is what Bedrock's sampling takes. */
  Optional<JsonNode> share(String name) throws FieldRefusedException {
    Optional<JsonNode> value = take(name);
    if (value.isPresent()
        && !(value.get().isNumber()
            && value.get().decimalValue().signum() >= 0
            && value.get().decimalValue().compareTo(BigDecimal.ONE) <= 0)) {
      throw refused(name, "must be a number from 0 to 1 for a model on Bedrock");
    }
    return value;
  }

  /** Refuses a field unless its value changes nothing. */
  void only(String name, JsonNode harmless, String why) throws FieldRefusedException {
    Optional<JsonNode> value = take(name);
    boolean same =
        value.isEmpty()
            || value.get().equals(harmless)
            || (value.get().isNumber()
                && harmless.isNumber()
                && value.get().decimalValue().compareTo(harmless.decimalValue()) == 0)
            || (value.get().isContainerNode() && value.get().isEmpty() && harmless.isNull());
    if (!same) {
      throw refused(name, why);
    }
  }

  /** Refuses whatever was not taken. */
  void end() throws FieldRefusedException {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!taken.contains(field.getKey()) && !field.getValue().isNull()) {
        throw new FieldRefusedException(
            shown(field.getKey()), "has no counterpart on Bedrock and is not sent");
      }
    }
  }

  /** A field's name is the caller's text too, so only one that looks like a name is repeated. */
  private String shown(String name) {
    return name.matches("[A-Za-z0-9_]{1,64}") ? path(name) : path("(field)");
  }

  /** The items of a list. */
  static List<JsonNode> items(JsonNode list, String path) throws FieldRefusedException {
    if (!list.isArray()) {
      throw new FieldRefusedException(path, "must be a list");
    }
    return List.copyOf(list.valueStream().toList());
  }
}
