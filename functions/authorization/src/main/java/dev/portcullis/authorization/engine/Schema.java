package dev.portcullis.authorization.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema declares: the types of entities, the actions and the groups that actions are in.
 *
 * <p>Every name in it is declared exactly once and refers to something; whether policies use
 * attributes rightly is for {@code portcullis policy check}, before they are put in force.
 */
public final class Schema {
  private final Map<Value.Uid, Set<Value.Uid>> groups;
  private final Map<String, Set<String>> types;

  Schema(Map<Value.Uid, Set<Value.Uid>> groups, Map<String, Set<String>> types) {
    this.groups = Map.copyOf(groups);
    this.types = Map.copyOf(new HashMap<>(types));
  }

  /**
   * Reads a schema in Cedar's syntax (docs.cedarpolicy.com, "Cedar schema format").
   *
   * @throws SourceException at the first mistake, with its place
   */
  public static Schema parse(String file, String text) throws SourceException {
    return new SchemaParser(new Tokens(file, text)).schema();
  }

  /** Every action and group that is declared. */
  public Set<Value.Uid> actions() {
    return groups.keySet();
  }

  /** Adds every action and its groups to the entities of a decision. */
  public void addTo(Entities entities) {
    for (Map.Entry<Value.Uid, Set<Value.Uid>> action : groups.entrySet()) {
      entities.put(action.getKey(), new Value.Fields(Map.of()), action.getValue());
    }
  }

  /**
   * What a policy's head names that is not declared; empty if there is nothing. A forbid about a
   * misspelt action would never apply, and nobody would know.
   */
  public Optional<String> undeclared(Policy policy) {
    for (Value.Uid action : policy.action().entities()) {
      if (!groups.containsKey(action)) {
        return Optional.of(action.toString());
      }
    }
    Optional<String> principal = undeclared(policy.principal());
    return principal.isPresent() ? principal : undeclared(policy.resource());
  }

  private Optional<String> undeclared(Scope scope) {
    if (!scope.type().isEmpty() && !types.containsKey(scope.type())) {
      return Optional.of(scope.type());
    }
    for (Value.Uid entity : scope.entities()) {
      Set<String> ids = types.get(entity.type());
      if (ids == null || !(ids.isEmpty() || ids.contains(entity.id()))) {
        return Optional.of(entity.toString());
      }
    }
    return Optional.empty();
  }
}
