package dev.portcullis.authorization.cases;

import dev.portcullis.authorization.IpAddress;
import dev.portcullis.authorization.json.StrictJson;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** JSON values of a case as values of a request: {@code {"ip": ..}}, {@code {"datetime": ..}}. */
final class CaseValues {
  private CaseValues() {}

  /** Puts values into a map; a null takes one away. */
  static void merge(Map<String, Object> into, Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          if (value == StrictJson.Null.NULL) {
            into.remove(name);
          } else {
            into.put(name, value(value));
          }
        });
  }

  private static Object value(Object json) {
    if (json instanceof List<?> list) {
      return list.stream().map(CaseValues::value).toList();
    } else if (json instanceof Map<?, ?> map) {
      return object(StrictJson.typed(map));
    }
    return json;
  }

  private static Object object(Map<String, Object> map) {
    if (map.size() == 1 && map.values().iterator().next() instanceof String text) {
      try {
        switch (map.keySet().iterator().next()) {
          case "ip" -> {
            return IpAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
          }
          case "datetime" -> {
            return Instant.parse(text);
          }
          case "duration" -> {
            return Duration.parse(text);
          }
          case "decimal" -> {
            return new BigDecimal(text);
          }
          default -> {}
        }
      } catch (DateTimeException | NumberFormatException bad) {
        throw new IllegalArgumentException("cannot be read: " + text, bad);
      }
    }
    Map<String, Object> record = new java.util.HashMap<>();
    map.forEach((name, value) -> record.put(name, value(value)));
    return record;
  }
}
