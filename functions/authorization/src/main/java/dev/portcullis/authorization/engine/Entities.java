package dev.portcullis.authorization.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entities that one decision knows; not safe for concurrent change. */
public final class Entities {
  private record Entity(Value.Fields attributes, Set<Value.Uid> parents, Value.Fields tags) {}

  private final Map<Value.Uid, Entity> byUid = new HashMap<>();
  private final @Nullable Entities others;

  /** No entities yet. */
  public Entities() {
    this.others = null;
  }

  /** Entities beside others, which must not change any more. */
  public Entities(Entities others) {
    this.others = others;
  }

  private @Nullable Entity find(Value.Uid uid) {
    Entity found = byUid.get(uid);
    return found == null && others != null ? others.find(uid) : found;
  }

  /** Adds an entity without tags, or replaces it. */
  public void put(Value.Uid uid, Map<String, Value> attributes, Set<Value.Uid> parents) {
    put(uid, attributes, parents, Map.of());
  }

  /** Adds an entity, or replaces it. */
  public void put(
      Value.Uid uid,
      Map<String, Value> attributes,
      Set<Value.Uid> parents,
      Map<String, Value> tags) {
    byUid.put(
        uid, new Entity(new Value.Fields(attributes), Set.copyOf(parents), new Value.Fields(tags)));
  }

  /** An entity's attributes; empty if nothing is known of it. */
  Optional<Value.Fields> attributes(Value.Uid uid) {
    Entity entity = find(uid);
    return entity == null ? Optional.empty() : Optional.of(entity.attributes());
  }

  /** An entity's tags; empty if nothing is known of it. */
  Optional<Value.Fields> tags(Value.Uid uid) {
    return Optional.ofNullable(find(uid)).map(Entity::tags);
  }

  /** True if the two are the same, or the second is reached from the first by parents. */
  boolean in(Value.Uid one, Value.Uid ancestor) {
    if (one.equals(ancestor)) {
      return true;
    }
    Entity first = find(one);
    if (first == null || first.parents().isEmpty()) {
      return false;
    } else if (first.parents().contains(ancestor)) {
      return true; // By far the commonest case, without any allocation.
    }
    Deque<Value.Uid> open = new ArrayDeque<>(first.parents());
    Set<Value.Uid> seen = new HashSet<>(first.parents());
    while (!open.isEmpty()) {
      Entity entity = find(open.remove());
      if (entity != null) {
        if (entity.parents().contains(ancestor)) {
          return true;
        }
        for (Value.Uid parent : entity.parents()) {
          if (seen.add(parent)) {
            open.add(parent);
          }
        }
      }
    }
    return false;
  }
}
