package dev.portcullis.authorization.cases;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.DecisionReason;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code *.cases.json}: named principals and cases. A case starts from an unremarkable call
 * (internal data, a general purpose, 1,000 tokens, from 10.1.2.3) and says only what differs; a
 * null in its context or in {@code principalWith} takes a fact away.
 *
 * <pre>{@code
 * {"principals": {"dev": {"type": "ApiKey", "tenant": "acme", "roles": ["developer"],
 *                         "attributes": {"clearance": 2}}},
 *  "cases": [{"name": "...", "principal": "dev", "principalWith": {...}, "action": "invoke",
 *             "resource": {"type": "Model", "id": "stand-in", "attributes": {...}},
 *             "context": {"purpose": "coding", "sourceIp": {"ip": "203.0.113.9"}},
 *             "expect": "permitted", "by": ["developer-models"], "alarms": []}]}
 * }</pre>
 */
public final class PolicyCases {
  private static final StrictJson JSON = new StrictJson(12);
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "principal",
          "principalWith",
          "action",
          "resource",
          "context",
          "expect",
          "by",
          "alarms");

  private PolicyCases() {}

  /**
   * The cases of a file.
   *
   * @throws IllegalArgumentException naming the file, the case and the mistake
   */
  public static List<PolicyCase> parse(String text, String file) {
    try {
      Map<String, Object> root = JSON.readObject(text);
      Map<String, Object> principals = object(root, "principals");
      List<PolicyCase> cases = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (Object one : list(root.get("cases"), "cases")) {
        String where = file + ": case " + (cases.size() + 1) + ": ";
        try {
          PolicyCase read = read(file, principals, one);
          require(names.add(read.name()), "a second case named '" + read.name() + "'");
          cases.add(read);
        } catch (IllegalArgumentException | ClassCastException bad) {
          throw new IllegalArgumentException(where + bad.getMessage(), bad);
        }
      }
      return cases;
    } catch (StrictJson.Malformed bad) {
      throw new IllegalArgumentException(file + ":" + bad.line() + ": " + bad.getMessage(), bad);
    }
  }

  private static PolicyCase read(String file, Map<String, Object> principals, Object tree) {
    require(tree instanceof Map, "must be an object");
    Map<String, Object> in = StrictJson.typed((Map<?, ?>) tree);
    in.keySet().forEach(name -> require(FIELDS.contains(name), "unknown field '" + name + "'"));
    String action = text(in, "action");
    Map<String, Object> resource = object(in, "resource");
    Map<String, Object> context = UnremarkableCall.context(action);
    CaseValues.merge(context, object(in, "context"));
    Map<String, Object> attributes = new HashMap<>();
    CaseValues.merge(attributes, object(resource, "attributes"));
    AccessRequest request =
        new AccessRequest(
            principal(principals, in),
            action,
            text(resource, "type"),
            text(resource, "id"),
            attributes,
            context);
    return new PolicyCase(
        file,
        text(in, "name"),
        request,
        reason(text(in, "expect")),
        texts(in.getOrDefault("by", List.of())),
        texts(in.getOrDefault("alarms", List.of())));
  }

  private static Principal principal(Map<String, Object> principals, Map<String, Object> in) {
    String name = text(in, "principal");
    Map<String, Object> base = object(principals, name);
    require(!base.isEmpty(), "no principal named '" + name + "'");
    Map<String, Object> attributes = new HashMap<>();
    CaseValues.merge(attributes, object(base, "attributes"));
    CaseValues.merge(attributes, object(in, "principalWith"));
    return new Principal(
        text(base, "type"),
        name,
        text(base, "tenant"),
        texts(base.get("roles")),
        attributes,
        "case");
  }

  private static DecisionReason reason(String code) {
    try {
      return DecisionReason.valueOf(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("unknown expectation '" + code + "'", unknown);
    }
  }

  private static Map<String, Object> object(Map<String, Object> in, String name) {
    Object value = in.getOrDefault(name, Map.of());
    require(value instanceof Map, "'" + name + "' must be an object");
    return StrictJson.typed((Map<?, ?>) value);
  }

  private static List<?> list(@Nullable Object value, String name) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + name + "' must be a list");
  }

  private static List<String> texts(@Nullable Object value) {
    return list(value, "roles, by and alarms").stream().map(String.class::cast).toList();
  }

  private static String text(Map<String, Object> in, String name) {
    if (in.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("'" + name + "' must be a text");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
