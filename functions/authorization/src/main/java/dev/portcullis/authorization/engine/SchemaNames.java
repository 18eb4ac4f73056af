package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a schema declares and those that it uses. A name may be used before it is
 * declared, so uses are remembered with their places and resolved at the end.
 */
final class SchemaNames {
  private static final Set<String> BUILT_IN =
      Set.of("Long", "String", "Bool", "Boolean", "ipaddr", "decimal", "datetime", "duration");

  /** Names that no common type may have, because its uses would be read as something else. */
  private static final Set<String> RESERVED =
      Set.of("Bool", "Boolean", "Entity", "Extension", "Long", "Record", "Set", "String");

  /**
   * A use of a type's name.
   *
   * @param entity true if only an entity type will do
   * @param within the common type whose definition it stands in; empty for none
   */
  private record Use(Token at, String namespace, String path, boolean entity, String within) {}

  /** A use of an action as a group; {@code type} is empty for a bare name. */
  private record Group(Token at, String namespace, Value.Uid action, String type, String id) {}

  private final Tokens in;
  private final Map<String, Set<String>> entities = new HashMap<>();
  private final Map<String, Set<String>> commons = new LinkedHashMap<>();
  private final Map<Value.Uid, Set<Value.Uid>> actions = new LinkedHashMap<>();
  private final List<Use> uses = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  SchemaNames(Tokens in) {
    this.in = in;
  }

  static String qualified(String namespace, String name) {
    return namespace.isEmpty() ? name : namespace + "::" + name;
  }

  /** Declares an entity type; {@code ids} are all it may have, none means any. */
  void entity(Token at, String name, Set<String> ids) throws SourceException {
    if (entities.putIfAbsent(name, ids) != null || commons.containsKey(name)) {
      throw in.error(at, "a second type `" + name + "`");
    }
  }

  void common(Token at, String namespace, String name) throws SourceException {
    String full = qualified(namespace, name);
    if (RESERVED.contains(name)) {
      throw in.error(at, "`" + name + "` is Cedar's own name");
    } else if (commons.putIfAbsent(full, new HashSet<>()) != null || entities.containsKey(full)) {
      throw in.error(at, "a second type `" + full + "`");
    }
  }

  void action(Token at, Value.Uid action) throws SourceException {
    if (actions.putIfAbsent(action, new HashSet<>()) != null) {
      throw in.error(at, "a second action \"" + action.id() + "\"");
    }
  }

  void use(Token at, String namespace, String path, boolean entity, String within) {
    uses.add(new Use(at, namespace, path, entity, within));
  }

  void group(Token at, String namespace, Value.Uid action, String type, String id) {
    groups.add(new Group(at, namespace, action, type, id));
  }

  /** The schema, once everything that is used is found. */
  Schema resolved() throws SourceException {
    for (Use use : uses) {
      resolve(use);
    }
    for (Group group : groups) {
      Value.Uid found = found(group);
      if (found == null) {
        throw in.error(group.at(), "unknown action \"" + group.id() + "\"");
      }
      Set<Value.Uid> parents = actions.get(group.action());
      if (parents != null) {
        parents.add(found);
      }
    }
    noCycle(commons, "type");
    noCycle(actions, "action");
    return new Schema(actions, entities);
  }

  private void resolve(Use use) throws SourceException {
    String within = qualified(use.namespace(), use.path());
    for (String name : within.equals(use.path()) ? List.of(within) : List.of(within, use.path())) {
      if (!use.entity() && commons.containsKey(name)) {
        Set<String> of = commons.get(use.within());
        if (of != null) {
          of.add(name);
        }
        return;
      } else if (entities.containsKey(name)) {
        return;
      }
    }
    String plain = use.path().startsWith("__cedar::") ? use.path().substring(9) : use.path();
    if (use.entity() || !BUILT_IN.contains(plain)) {
      throw in.error(
          use.at(), "unknown " + (use.entity() ? "entity type" : "type") + " `" + use.path() + "`");
    }
  }

  private Value.@Nullable Uid found(Group group) {
    String type = group.type().isEmpty() ? "Action" : group.type();
    Value.Uid near = new Value.Uid(qualified(group.namespace(), type), group.id());
    if (actions.containsKey(near)) {
      return near;
    }
    Value.Uid far = new Value.Uid(type, group.id());
    return !group.type().isEmpty() && actions.containsKey(far) ? far : null;
  }

  /** Takes away what refers to nothing that is left; what then is left goes round in a circle. */
  private <T> void noCycle(Map<T, Set<T>> graph, String what) throws SourceException {
    Map<T, Integer> uses = new HashMap<>();
    for (Set<T> targets : graph.values()) {
      for (T target : targets) {
        uses.put(target, uses.getOrDefault(target, 0) + 1);
      }
    }
    List<T> free = new ArrayList<>();
    for (T one : graph.keySet()) {
      if (!uses.containsKey(one)) {
        free.add(one);
      }
    }
    for (int i = 0; i < free.size(); i++) {
      for (T target : graph.getOrDefault(free.get(i), Set.of())) {
        int left = uses.getOrDefault(target, 0) - 1;
        uses.put(target, left);
        if (left == 0) {
          free.add(target);
        }
      }
    }
    for (T one : graph.keySet()) {
      if (uses.getOrDefault(one, 0) > 0) {
        throw in.error("the " + what + " " + one + " refers to itself");
      }
    }
  }
}
