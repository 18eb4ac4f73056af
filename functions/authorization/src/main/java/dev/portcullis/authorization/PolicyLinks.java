package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.Policy;
import dev.portcullis.authorization.engine.Value;
import dev.portcullis.authorization.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code *.links.json}: the policies that are made from templates, in Cedar's names.
 *
 * <pre>{@code
 * [{"templateId": "loan", "newId": "loan-ann",
 *   "values": {"?principal": {"type": "User", "id": "ann"}, "?resource": {...}}}]
 * }</pre>
 */
final class PolicyLinks {
  private static final Set<String> FIELDS = Set.of("templateId", "newId", "values");
  private static final Set<String> SLOTS = Set.of("?principal", "?resource");

  private PolicyLinks() {}

  /**
   * The linked policies of a file.
   *
   * @param templates all templates by id
   * @throws IllegalArgumentException naming the link and the mistake
   * @throws StrictJson.Malformed if it is not JSON
   */
  static List<Policy> read(String text, Map<String, Policy> templates) throws StrictJson.Malformed {
    if (!(new StrictJson(8).read(text) instanceof List<?> list)) {
      throw new IllegalArgumentException("must be a list of links");
    }
    List<Policy> linked = new ArrayList<>();
    for (Object one : list) {
      if (!(one instanceof Map<?, ?> link)
          || !link.keySet().equals(FIELDS)
          || !(link.get("templateId") instanceof String template)
          || !(link.get("newId") instanceof String newId)
          || !(link.get("values") instanceof Map<?, ?> values)
          || !SLOTS.containsAll(values.keySet())) {
        throw new IllegalArgumentException(
            "link "
                + (linked.size() + 1)
                + " needs templateId, newId and values for ?principal or ?resource");
      }
      Policy of = templates.get(template);
      if (of == null) {
        throw new IllegalArgumentException("\"" + newId + "\": no template \"" + template + "\"");
      }
      linked.add(of.linked(newId, uid(values.get("?principal")), uid(values.get("?resource"))));
    }
    return linked;
  }

  private static Optional<Value.Uid> uid(@Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof Map<?, ?> uid
        && uid.size() == 2
        && uid.get("type") instanceof String type
        && uid.get("id") instanceof String id) {
      return Optional.of(new Value.Uid(type, id));
    }
    throw new IllegalArgumentException("a value is {\"type\": ..., \"id\": ...}");
  }
}
