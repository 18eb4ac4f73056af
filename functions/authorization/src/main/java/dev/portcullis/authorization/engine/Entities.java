package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entities that one decision knows; not safe for concurrent change. */
public final class Entities {
  private record Entity(Value.Fields attributes, Set<Value.Uid> parents, Value.Fields tags) {}

  private static final Value.Fields NONE = new Value.Fields(Map.of());

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
  public void put(Value.Uid uid, Value.Fields attributes, Set<Value.Uid> parents) {
    put(uid, attributes, parents, NONE);
  }

  /** Adds an entity, or replaces it. */
  public void put(
      Value.Uid uid, Value.Fields attributes, Set<Value.Uid> parents, Value.Fields tags) {
    byUid.put(uid, new Entity(attributes, Set.copyOf(parents), tags));
  }

  /** An entity's attributes; null if nothing is known of it. */
  @Nullable Map<String, Value> attributes(Value.Uid uid) {
    Entity entity = find(uid);
    return entity == null ? null : entity.attributes().values();
  }

  /** An entity's tags; null if nothing is known of it. */
  @Nullable Map<String, Value> tags(Value.Uid uid) {
    Entity entity = find(uid);
    return entity == null ? null : entity.tags().values();
  }

  /** An entity and all that it is in. */
  public Collection<Value.Uid> withAncestors(Value.Uid uid) {
    Entity first = find(uid);
    if (first == null || first.parents().isEmpty()) {
      return List.of(uid);
    }
    Set<Value.Uid> seen = new LinkedHashSet<>(first.parents());
    seen.add(uid);
    List<Value.Uid> open = new ArrayList<>(first.parents());
    for (int i = 0; i < open.size(); i++) {
      Entity entity = find(open.get(i));
      if (entity != null) {
        for (Value.Uid parent : entity.parents()) {
          if (seen.add(parent)) {
            open.add(parent);
          }
        }
      }
    }
    return seen;
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
    return withAncestors(one).contains(ancestor);
  }
}
