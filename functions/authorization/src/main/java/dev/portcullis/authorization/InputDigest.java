package dev.portcullis.authorization;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an access request in one canonical form: equal questions have equal digests.
 *
 * <p>The form is length-prefixed and typed ({@code kind length ':' bytes}), so that no two
 * different values share it: the string "1" is not the number 1, and a set is sorted by its
 * members' forms.
 */
final class InputDigest {
  private InputDigest() {}

  static String of(AccessRequest request) {
    Principal principal = request.principal();
    String form =
        record(
            Map.of(
                "principal",
                Map.of(
                    "type", principal.type(),
                    "id", principal.id(),
                    "tenant", principal.tenant(),
                    "roles", principal.roles(),
                    "attributes", principal.attributes()),
                "action",
                request.action(),
                "resource",
                Map.of(
                    "type", request.resourceType(),
                    "id", request.resourceId(),
                    "attributes", request.resourceAttributes()),
                "context",
                request.context()));
    return "sha256:" + sha256(form);
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  private static String canonical(@Nullable Object value) {
    if (value instanceof String text) {
      return part('s', text);
    } else if (value instanceof Map<?, ?> map) {
      return record(map);
    } else if (value instanceof Collection<?> many) {
      return many.isEmpty() ? "[0:" : set(many);
    } else if (value instanceof Boolean truth) {
      return truth ? "b4:true" : "b5:false";
    } else if (value instanceof Long || value instanceof Integer) {
      return part('i', value.toString());
    } else if (value instanceof Instant time) {
      return part('t', Long.toString(time.toEpochMilli()));
    } else if (value instanceof Duration length) {
      return part('d', Long.toString(length.toMillis()));
    } else if (value instanceof IpAddress address) {
      return part('a', address.toString());
    } else if (value instanceof BigDecimal number) {
      return part('n', number.stripTrailingZeros().toPlainString());
    }
    // Not a value a policy can read; the request will be denied, and still needs a digest.
    return part('?', value == null ? "null" : value.getClass().getName());
  }

  private static String set(Collection<?> many) {
    TreeSet<String> members = new TreeSet<>();
    for (Object member : many) {
      members.add(canonical(member));
    }
    return part('[', String.join("", members));
  }

  private static String record(Map<?, ?> map) {
    String[] names = new String[map.size()];
    int count = 0;
    for (Object name : map.keySet()) {
      names[count++] = String.valueOf(name);
    }
    Arrays.sort(names);
    StringBuilder out = new StringBuilder(64 * names.length + 16);
    for (String name : names) {
      out.append('k')
          .append(name.length())
          .append(':')
          .append(name)
          .append(canonical(map.get(name)));
    }
    return part('{', out.toString());
  }

  private static String part(char kind, String content) {
    return kind + Integer.toString(content.length()) + ":" + content;
  }
}
