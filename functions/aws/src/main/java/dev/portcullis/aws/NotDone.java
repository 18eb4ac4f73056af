package dev.portcullis.aws;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operator is told whose request was understood and not done: {@code error} with a stable
 * code, and a message that names the fix and holds no secret.
 */
final class NotDone {
  private NotDone() {}

  /** The answer, before it is written as JSON. */
  static Map<String, Object> because(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    return Map.of("error", error);
  }
}
