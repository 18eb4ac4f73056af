package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a JSON value must look like; a field that is not named is wrong. */
@FunctionalInterface
interface Shape {
  /**
   * Looks at a value.
   *
   * @throws IllegalArgumentException if it has another shape; the message names the place
   */
  void check(JsonNode value, String path);

  static Shape of(String what, Predicate<JsonNode> good) {
    return (value, path) -> require(good.test(value), path + " is no " + what);
  }

  /** A text of at least one character. */
  static Shape text() {
    return of("text", value -> value.isTextual() && !value.textValue().isEmpty());
  }

  static Shape oneOf(String... words) {
    return of("known word", value -> Set.of(words).contains(value.asText()));
  }

  static Shape list(Shape item) {
    return (value, path) -> {
      require(value.isArray() && !value.isEmpty(), path + " is no list of something");
      for (int i = 0; i < value.size(); i++) {
        item.check(value.get(i), path + "[" + i + "]");
      }
    };
  }

  /** An object; a name with a question mark may be missing. */
  static Shape object(Map<String, Shape> fields) {
    return (value, path) -> {
      require(value.isObject(), path + " is no object");
      value
          .fieldNames()
          .forEachRemaining(
              name ->
                  require(
                      fields.containsKey(name) || fields.containsKey(name + "?"),
                      path + "." + name + " is unknown"));
      fields.forEach(
          (name, shape) -> {
            String plain = name.replace("?", "");
            require(value.has(plain) || name.endsWith("?"), path + "." + plain + " is missing");
            if (value.has(plain)) {
              shape.check(value.get(plain), path + "." + plain);
            }
          });
    };
  }

  /** An object with exactly one of these fields. */
  static Shape union(Map<String, Shape> fields) {
    return (value, path) -> {
      require(value.isObject() && value.size() == 1, path + " is no union");
      String name = value.fieldNames().next();
      require(fields.containsKey(name), path + "." + name + " is unknown");
      fields.get(name).check(value.get(name), path + "." + name);
    };
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
