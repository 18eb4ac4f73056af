package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a policy's head says of one of its three variables.
 *
 * @param kind how {@code type} and {@code entities} are meant
 * @param type for {@link Kind#IS} and {@link Kind#IS_IN}, empty otherwise
 * @param entities the entities that are named; none in a template's place that is still to be
 *     filled
 * @param slot true if the place of an entity is still to be filled
 */
public record Scope(Kind kind, String type, List<Value.Uid> entities, boolean slot) {
  /** Holds for everything. */
  static final Scope ANY = new Scope(Kind.ANY, "", List.of(), false);

  /** How a variable is bound. */
  public enum Kind {
    ANY,
    EQUALS,
    IN,
    IS,
    IS_IN
  }

  public Scope {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(type, "type");
    entities = List.copyOf(entities);
  }

  /** The same with an entity in its open place; itself if it has none. */
  Scope filled(Value.@Nullable Uid with) {
    return slot ? new Scope(kind, type, List.of(Objects.requireNonNull(with)), false) : this;
  }

  /** True if an entity is one that the head speaks of. */
  boolean holds(Value.Uid entity, Entities entities) {
    return switch (kind) {
      case ANY -> true;
      case EQUALS -> !slot && this.entities.get(0).equals(entity);
      case IN -> isIn(entity, entities);
      case IS -> type.equals(entity.type());
      case IS_IN -> type.equals(entity.type()) && isIn(entity, entities);
    };
  }

  private boolean isIn(Value.Uid entity, Entities known) {
    for (Value.Uid group : entities) {
      if (known.in(entity, group)) {
        return true;
      }
    }
    return false;
  }

  /** The one entity that must be the asked one or above it; empty if there is no such one. */
  public Optional<Value.Uid> anchor() {
    return entities.size() == 1 ? Optional.of(entities.get(0)) : Optional.empty();
  }
}
