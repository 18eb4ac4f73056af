package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions of a request with their names and values, each of which must be used. */
final class DynamoCondition {
  private static final Pattern ABSENT = Pattern.compile("attribute_not_exists\\((#?[a-z]+)\\)");
  private static final Pattern EQUAL = Pattern.compile("(#?[a-z]+) = (:[a-z]+)");
  private static final Pattern RANGE =
      Pattern.compile("pk = (:[a-z]+) AND sk BETWEEN (:[a-z]+) AND (:[a-z]+)");

  private final ObjectNode names;
  private final ObjectNode values;
  private final Set<String> used = new HashSet<>();

  DynamoCondition(JsonCall call) {
    this.names = object(call, "ExpressionAttributeNames");
    this.values = object(call, "ExpressionAttributeValues");
  }

  private static ObjectNode object(JsonCall call, String name) {
    Optional<JsonNode> given = call.get(name);
    if (given.isPresent() && given.get().isEmpty()) {
      throw JsonRefusal.validation(name + " must not be empty");
    }
    return given.map(ObjectNode.class::cast).orElse(JsonNodeFactory.instance.objectNode());
  }

  /** True if the item under the key, if there is one, is as the expression says. */
  boolean holds(String expression, Optional<ObjectNode> item) {
    Matcher absent = ABSENT.matcher(expression);
    if (absent.matches()) {
      String name = name(absent.group(1));
      return item.map(one -> !one.has(name)).orElse(true);
    }
    Matcher equal = EQUAL.matcher(expression);
    if (equal.matches()) {
      String name = name(equal.group(1));
      JsonNode value = value(equal.group(2));
      return item.map(one -> value.equals(one.get(name))).orElse(false);
    }
    throw JsonRefusal.validation("Invalid ConditionExpression: Syntax error");
  }

  /** The partition, the first and the last sort key that a query names. */
  String[] range(String expression) {
    Matcher range = RANGE.matcher(expression);
    if (!range.matches()) {
      throw JsonRefusal.validation("Invalid KeyConditionExpression: Syntax error");
    }
    String[] parts = new String[3];
    for (int i = 0; i < 3; i++) {
      parts[i] = value(range.group(i + 1)).path("S").asText();
      if (parts[i].isEmpty()) {
        throw JsonRefusal.validation("a key in a condition is not a string, or empty");
      }
    }
    return parts;
  }

  private String name(String said) {
    if (!said.startsWith("#")) {
      return said;
    }
    used.add(said);
    if (!names.has(said)) {
      throw JsonRefusal.validation("An expression attribute name used is not defined: " + said);
    }
    return names.get(said).textValue();
  }

  private JsonNode value(String said) {
    used.add(said);
    if (!values.has(said)) {
      throw JsonRefusal.validation("An expression attribute value used is not defined: " + said);
    }
    return values.get(said);
  }

  /** Refuses what no expression used. */
  void end() {
    names.fieldNames().forEachRemaining(this::mustBeUsed);
    values.fieldNames().forEachRemaining(this::mustBeUsed);
  }

  private void mustBeUsed(String name) {
    if (!used.contains(name)) {
      throw JsonRefusal.validation("Value unused in expressions: " + name);
    }
  }
}
