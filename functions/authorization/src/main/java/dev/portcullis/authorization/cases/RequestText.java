package dev.portcullis.authorization.cases;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request from JSON, without an expectation. Its context starts from the unremarkable
 * call of {@link PolicyCases} and says only what differs; a null takes a fact away.
 *
 * <pre>{@code
 * {"principal": {"type": "ApiKey", "id": "k1", "tenant": "acme", "roles": ["developer"],
 *                "attributes": {"clearance": 2}},
 *  "action": "invoke",
 *  "resource": {"type": "Model", "id": "stand-in", "attributes": {}},
 *  "context": {"purpose": "coding", "sourceIp": {"ip": "203.0.113.9"}},
 *  "entities": []}
 * }</pre>
 *
 * <p>{@code entities} may hold principal and resource in Cedar's entity format instead; then their
 * attributes and, of the principal, the roles and the attribute {@code tenant} are taken from
 * there.
 */
public final class RequestText {
  private static final StrictJson JSON = new StrictJson(12);
  private static final Set<String> FIELDS =
      Set.of("principal", "action", "resource", "context", "entities");
  private static final Set<String> PRINCIPAL =
      Set.of("type", "id", "tenant", "roles", "attributes");
  private static final Set<String> RESOURCE = Set.of("type", "id", "attributes");

  private final Map<String, Object> fields;

  private RequestText(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * The request of a text.
   *
   * @throws IllegalArgumentException naming the field or line and the mistake, never a value
   */
  public static AccessRequest parse(String text) {
    try {
      RequestText request = new RequestText(JSON.readObject(text));
      known(request.fields, FIELDS, "the request");
      return request.request();
    } catch (StrictJson.Malformed bad) {
      throw new IllegalArgumentException("line " + bad.line() + ": " + bad.getMessage(), bad);
    }
  }

  private AccessRequest request() {
    Map<String, Object> resource = object(fields, "resource");
    known(resource, RESOURCE, "resource");
    String action = text(fields, "action", "action");
    Map<String, Object> context = UnremarkableCall.context(action);
    merge(context, fields, "context");
    Map<String, Object> attributes = new HashMap<>();
    merge(attributes, entity(resource), "attrs");
    merge(attributes, resource, "attributes");
    return new AccessRequest(
        principal(),
        action,
        text(resource, "type", "resource.type"),
        text(resource, "id", "resource.id"),
        attributes,
        context);
  }

  private Principal principal() {
    Map<String, Object> given = object(fields, "principal");
    known(given, PRINCIPAL, "principal");
    Map<String, Object> entity = entity(given);
    Map<String, Object> attributes = new HashMap<>();
    merge(attributes, entity, "attrs");
    merge(attributes, given, "attributes");
    // The tenant is a field of a principal here and an attribute in Cedar's format.
    Object tenant = attributes.remove("tenant");
    List<String> roles = new ArrayList<>();
    if (given.containsKey("roles")) {
      for (Object role : list(given.get("roles"), "principal.roles")) {
        roles.add(one(role, "principal.roles"));
      }
    } else {
      for (Object parent : list(entity.getOrDefault("parents", List.of()), "parents")) {
        if (parent instanceof Map<?, ?> uid && "Role".equals(uid.get("type"))) {
          roles.add(one(uid.get("id"), "parents"));
        }
      }
    }
    return new Principal(
        text(given, "type", "principal.type"),
        text(given, "id", "principal.id"),
        one(given.getOrDefault("tenant", tenant == null ? "default" : tenant), "principal.tenant"),
        roles,
        attributes,
        "request");
  }

  /** The entity of the same type and id; empty if none is given. */
  private Map<String, Object> entity(Map<String, Object> named) {
    for (Object entity : list(fields.getOrDefault("entities", List.of()), "entities")) {
      if (entity instanceof Map<?, ?> map
          && map.get("uid") instanceof Map<?, ?> uid
          && String.valueOf(uid.get("type")).equals(named.get("type"))
          && String.valueOf(uid.get("id")).equals(named.get("id"))) {
        return StrictJson.typed(map);
      }
    }
    return Map.of();
  }

  private static void merge(Map<String, Object> into, Map<String, Object> in, String name) {
    Map<String, Object> values = object(in, name);
    try {
      CaseValues.merge(into, values);
    } catch (IllegalArgumentException bad) {
      // Its message quotes the value, which a case's author may see and a request's reader not.
      throw new IllegalArgumentException(
          "'" + name + "' holds an ip, datetime, duration or decimal that cannot be read");
    }
  }

  private static void known(Map<String, Object> in, Set<String> names, String what) {
    if (!names.containsAll(in.keySet())) {
      throw new IllegalArgumentException(
          what + " has a field that is none of " + names.stream().sorted().toList());
    }
  }

  private static Map<String, Object> object(Map<String, Object> in, String name) {
    if (in.getOrDefault(name, Map.of()) instanceof Map<?, ?> map) {
      return StrictJson.typed(map);
    }
    throw new IllegalArgumentException("'" + name + "' must be an object");
  }

  private static List<?> list(@Nullable Object value, String name) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + name + "' must be a list");
  }

  private static String text(Map<String, Object> in, String name, String shown) {
    return one(in.get(name), shown);
  }

  private static String one(@Nullable Object value, String shown) {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("'" + shown + "' must be a text");
  }
}
