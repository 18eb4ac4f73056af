package dev.portcullis.aws.event;

import dev.portcullis.authorization.json.StrictJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes a value that {@link StrictJson} read, decimals and nulls among it. */
final class JsonText {
  private JsonText() {}

  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      char before = '{';
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(before).append(StrictJson.write(member.getKey())).append(':');
        write(member.getValue(), out);
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      char before = '[';
      for (Object member : list) {
        out.append(before);
        write(member, out);
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    } else if (value instanceof BigDecimal || value == StrictJson.Null.NULL) {
      out.append(value == StrictJson.Null.NULL ? "null" : value.toString());
    } else {
      out.append(StrictJson.write(value));
    }
  }
}
