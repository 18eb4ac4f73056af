package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a request as values of policies. */
final class PolicyValues {
  private PolicyValues() {}

  /**
   * @throws IllegalArgumentException for a value that {@link AccessRequest} does not allow
   */
  static Map<String, Value> fields(Map<String, Object> in) {
    Map<String, Value> out = new HashMap<>();
    for (Map.Entry<String, Object> entry : in.entrySet()) {
      out.put(entry.getKey(), value(entry.getValue()));
    }
    return out;
  }

  private static Value value(@Nullable Object value) {
    if (value instanceof String text) {
      return new Value.Text(text);
    } else if (value instanceof Boolean truth) {
      return new Value.Bool(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      return new Value.Whole(((Number) value).longValue());
    } else if (value instanceof Collection<?> many) {
      HashSet<Value> members = new HashSet<>();
      for (Object member : many) {
        members.add(value(member));
      }
      return new Value.Many(members);
    } else if (value instanceof Instant time) {
      return new Value.Datetime(time.toEpochMilli());
    } else if (value instanceof Duration length) {
      return new Value.Duration(length.toMillis());
    } else if (value instanceof IpAddress address) {
      List<Byte> bytes = new ArrayList<>();
      for (byte one : address.bytes()) {
        bytes.add(one);
      }
      return new Value.Ip(bytes, bytes.size() * 8);
    }
    return numberOrRecord(value);
  }

  private static Value numberOrRecord(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      try {
        return new Value.Decimal(number.movePointRight(4).longValueExact());
      } catch (ArithmeticException notADecimal) {
        throw new IllegalArgumentException("a number with more than four decimals", notADecimal);
      }
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Value> fields = new HashMap<>();
      map.forEach((name, field) -> fields.put((String) name, value(field)));
      return new Value.Fields(fields);
    }
    throw new IllegalArgumentException(
        "not a value of a policy: " + (value == null ? "null" : value.getClass().getSimpleName()));
  }
}
