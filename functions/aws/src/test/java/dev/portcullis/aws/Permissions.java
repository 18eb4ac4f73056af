package dev.portcullis.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One function's row of {@code infra/aws/permissions.json}.
 *
 * @param variables the environment that it gets
 * @param calls the resources of each action that its code calls
 */
record Permissions(Set<String> variables, Map<String, Set<String>> calls) {
  private static final JsonNode FILE = file();

  /** The row of a function by its short name, for example {@code audit-writer}. */
  static Permissions of(String function) {
    StringBuilder logical = new StringBuilder();
    for (String part : function.split("-")) {
      logical.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    JsonNode row = FILE.path("functions").path(logical + "Function");
    Map<String, Set<String>> calls = new TreeMap<>();
    row.path("calls")
        .properties()
        .forEach(call -> calls.put(call.getKey(), texts(call.getValue())));
    return new Permissions(texts(row.path("environment")), calls);
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(one -> texts.add(one.textValue()));
    return texts;
  }

  private static JsonNode file() {
    try {
      return new ObjectMapper()
          .readTree(SampleEvents.root().resolve("infra/aws/permissions.json").toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
