package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a request as values of policies. */
final class PolicyValues {
  private PolicyValues() {}

  /**
   * Puts every value of a map.
   *
   * @throws IllegalArgumentException for a value that {@link AccessRequest} does not allow
   */
  static Value.Fields.Builder put(Value.Fields.Builder out, Map<String, Object> in) {
    for (Map.Entry<String, Object> entry : in.entrySet()) {
      out.put(entry.getKey(), value(entry.getValue()));
    }
    return out;
  }

  private static Value value(@Nullable Object value) {
    if (value instanceof String text) {
      return new Value.Text(text);
    } else if (value instanceof Boolean truth) {
      return Value.Bool.of(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      return new Value.Whole(((Number) value).longValue());
    } else if (value instanceof Collection<?> many) {
      Value[] members = new Value[many.size()];
      int count = 0;
      for (Object member : many) {
        members[count++] = value(member);
      }
      return Value.Many.of(List.of(members));
    } else if (value instanceof Instant time) {
      return new Value.Datetime(time.toEpochMilli());
    } else if (value instanceof Duration length) {
      return new Value.Duration(length.toMillis());
    } else if (value instanceof IpAddress address) {
      byte[] bytes = address.bytes();
      return Value.Ip.of(bytes, bytes.length * 8);
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
      Value.Fields.Builder fields = new Value.Fields.Builder();
      map.forEach((name, field) -> fields.put((String) name, value(field)));
      return fields.build();
    }
    throw new IllegalArgumentException(
        "not a value of a policy: " + (value == null ? "null" : value.getClass().getSimpleName()));
  }
}
