package dev.portcullis.authorization;

import dev.portcullis.authorization.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of resources beside the policies (the models), read from {@code *.entities.json} in
 * Cedar's entity format: a list of {@code {"uid": {"type", "id"}, "attrs", "parents"}}.
 *
 * <p>A resource of a catalogued type that is not listed is unknown, and requests for it are denied.
 * An entry with the id {@code *} stands for every unlisted one of its type; leave it out unless any
 * model at all may be called.
 */
final class Catalogue {
  private static final String ANY = "*";
  private static final Set<String> FIELDS = Set.of("uid", "attrs", "parents");

  /** One entity's type and id. */
  record Uid(String type, String id) {}

  /** One entry. */
  record Entry(Uid uid, Map<String, Object> attributes, List<Uid> parents) {}

  private final Map<String, Map<String, Entry>> byType;

  private Catalogue(Map<String, Map<String, Entry>> byType) {
    this.byType = byType;
  }

  static Catalogue empty() {
    return new Catalogue(Map.of());
  }

  /**
   * Reads catalogues by file name.
   *
   * @param problems gets a line for each mistake; if it stays empty the result is complete
   */
  static Catalogue parse(Map<String, String> files, List<String> problems) {
    Map<String, Map<String, Entry>> byType = new HashMap<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      try {
        if (!(new StrictJson(16).read(file.getValue()) instanceof List<?> list)) {
          throw new IllegalArgumentException("must be a list of entities");
        }
        for (Object one : list) {
          add(entry(one), byType);
        }
      } catch (StrictJson.Malformed bad) {
        problems.add(name + ":" + bad.line() + ": " + bad.getMessage());
      } catch (IllegalArgumentException bad) {
        problems.add(name + ": " + bad.getMessage());
      }
    }
    return new Catalogue(byType);
  }

  private static void add(Entry entry, Map<String, Map<String, Entry>> byType) {
    Map<String, Entry> entries = byType.get(entry.uid().type());
    if (entries == null) {
      entries = new TreeMap<>();
      byType.put(entry.uid().type(), entries);
    }
    if (entries.put(entry.uid().id(), entry) != null) {
      throw new IllegalArgumentException(entry.uid() + " is listed twice");
    }
  }

  private static Entry entry(Object tree) {
    if (tree instanceof Map<?, ?> map && FIELDS.containsAll(map.keySet()) && map.size() == 3) {
      Uid uid = uid(map.get("uid"));
      List<Uid> parents = new ArrayList<>();
      if (map.get("attrs") instanceof Map<?, ?> attrs && map.get("parents") instanceof List<?> in) {
        for (Object parent : in) {
          parents.add(uid(parent));
        }
        for (Map.Entry<?, ?> attribute : attrs.entrySet()) {
          checkValue(uid, attribute.getKey(), attribute.getValue());
        }
        return new Entry(uid, StrictJson.typed(attrs), parents);
      }
    }
    throw new IllegalArgumentException("an entity has uid, attrs and parents, and nothing else");
  }

  private static void checkValue(
      Uid uid,
      @org.jspecify.annotations.Nullable Object attribute,
      @org.jspecify.annotations.Nullable Object value) {
    boolean plain =
        value instanceof String
            || value instanceof Long
            || value instanceof Boolean
            || (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    if (!plain) {
      throw new IllegalArgumentException(
          uid + ": '" + attribute + "' must be a text, a whole number, true, false or texts");
    }
  }

  private static Uid uid(@org.jspecify.annotations.Nullable Object tree) {
    if (tree instanceof Map<?, ?> map
        && map.size() == 2
        && map.get("type") instanceof String type
        && map.get("id") instanceof String id) {
      return new Uid(type, id);
    }
    throw new IllegalArgumentException("a uid has type and id");
  }

  /** False if the type is catalogued and this resource is not in it. */
  boolean knows(String type, String id) {
    Map<String, Entry> entries = byType.get(type);
    return entries == null || entries.containsKey(id) || entries.containsKey(ANY);
  }

  /** The entry of a resource, or that for unlisted ones; empty if its type is not catalogued. */
  Optional<Entry> find(String type, String id) {
    Map<String, Entry> entries = byType.getOrDefault(type, Map.of());
    Entry entry = entries.get(id);
    return Optional.ofNullable(entry == null ? entries.get(ANY) : entry);
  }

  /** The listed ids of a type, sorted, without the entry for unlisted ones. */
  List<String> ids(String type) {
    return byType.getOrDefault(type, Map.of()).keySet().stream()
        .filter(id -> !id.equals(ANY))
        .toList();
  }
}
