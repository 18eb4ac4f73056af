package dev.portcullis.audit.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON object whose bytes are RFC 8785 canonical by construction: members sorted by UTF-16 code
 * units, strings escaped in the one allowed way, and no number but an integer that every JSON
 * reader holds exactly.
 *
 * <p>Not thread-safe. A member is set once; setting it again is an {@link IllegalStateException},
 * because two writers of one field would make the record depend on their order.
 */
final class CanonicalObject {
  /** The largest integer that an IEEE double, and so RFC 8785, represents exactly. */
  static final long MAX_INTEGER = 9_007_199_254_740_991L;

  private final Map<String, Object> members = new TreeMap<>();

  CanonicalObject put(String name, String value) {
    return set(name, value);
  }

  CanonicalObject put(String name, long value) {
    if (value > MAX_INTEGER || value < -MAX_INTEGER) {
      throw new IllegalArgumentException(name + " is beyond the integers that JSON holds exactly");
    }
    return set(name, value);
  }

  CanonicalObject put(String name, CanonicalObject value) {
    return set(name, value);
  }

  CanonicalObject put(String name, List<CanonicalObject> values) {
    return set(name, List.copyOf(values));
  }

  CanonicalObject putStrings(String name, List<String> values) {
    return set(name, List.copyOf(values));
  }

  /** Each count under its name; nothing at all for an empty map. */
  CanonicalObject putCounts(String name, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return this;
    }
    CanonicalObject object = new CanonicalObject();
    counts.forEach(object::put);
    return put(name, object);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  private CanonicalObject set(String name, Object value) {
    if (members.putIfAbsent(name, value) != null) {
      throw new IllegalStateException(name + " is set twice");
    }
    return this;
  }

  byte[] toBytes() {
    StringBuilder out = new StringBuilder(2048);
    write(this, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof CanonicalObject object) {
      char separator = '{';
      for (Map.Entry<String, Object> member : object.members.entrySet()) {
        out.append(separator);
        quote(member.getKey(), out);
        out.append(':');
        write(member.getValue(), out);
        separator = ',';
      }
      out.append(object.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      char separator = '[';
      for (Object element : list) {
        out.append(separator);
        write(element, out);
        separator = ',';
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String text) {
      quote(text, out);
    } else {
      out.append((long) (Long) value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    int plain = plainUntil(text);
    out.append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
          } else if (Character.isSurrogate(c)) {
            i += pair(text, i, out);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** How long the text's beginning stands for itself; nearly always all of it. */
  private static int plainUntil(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
        return i;
      }
    }
    return text.length();
  }

  /** Copies a surrogate pair; a lone half has no UTF-8 and therefore no canonical form. */
  private static int pair(String text, int at, StringBuilder out) {
    if (!Character.isHighSurrogate(text.charAt(at))
        || at + 1 == text.length()
        || !Character.isLowSurrogate(text.charAt(at + 1))) {
      throw new IllegalArgumentException("a lone surrogate has no canonical JSON");
    }
    out.append(text, at, at + 2);
    return 1;
  }
}
