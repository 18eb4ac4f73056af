package dev.portcullis.authorization.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which actions there are and the groups they are in, read from a schema in Cedar's syntax.
 *
 * <p>Only {@code action} declarations are read; types are checked by {@code portcullis policy
 * check}, before policies are put in force.
 */
public final class ActionGroups {
  private static final String TYPE = "Action";
  private final Map<Value.Uid, Set<Value.Uid>> groups = new HashMap<>();

  private ActionGroups() {}

  /** The actions of a schema. */
  public static ActionGroups parse(String file, String schema) throws SourceException {
    ActionGroups result = new ActionGroups();
    Tokens in = new Tokens(file, schema);
    String namespace = "";
    int depth = 0;
    while (!in.ended()) {
      if (depth == 0 && in.take("namespace")) {
        namespace = new ExprParser(in).path() + "::";
        in.expect("{");
      } else if (depth == 0 && in.at("}")) {
        in.next();
        namespace = "";
      } else if (depth == 0 && in.take("action")) {
        result.action(in, namespace);
      } else {
        Token token = in.next();
        depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      }
    }
    return result;
  }

  private void action(Tokens in, String namespace) throws SourceException {
    Set<String> names = new HashSet<>();
    do {
      names.add(name(in));
    } while (in.take(","));
    Set<Value.Uid> parents = new HashSet<>();
    if (in.take("in")) {
      boolean list = in.take("[");
      while (!list || !in.at("]")) {
        parents.add(parent(in, namespace));
        if (!list || !in.take(",")) {
          break;
        }
      }
      if (list) {
        in.expect("]");
      }
    }
    for (String name : names) {
      Value.Uid action = new Value.Uid(namespace + TYPE, name);
      if (groups.put(action, Set.copyOf(parents)) != null) {
        throw in.error("a second action \"" + name + "\"");
      }
    }
  }

  private static Value.Uid parent(Tokens in, String namespace) throws SourceException {
    return in.peek().kind() == Token.Kind.NAME && in.peek(1).is("::")
        ? new ExprParser(in).entity()
        : new Value.Uid(namespace + TYPE, name(in));
  }

  private static String name(Tokens in) throws SourceException {
    return in.peek().kind() == Token.Kind.STRING
        ? in.expect(Token.Kind.STRING, "an action").text()
        : in.expect(Token.Kind.NAME, "an action").text();
  }

  /** Every action and group that is declared. */
  public Set<Value.Uid> all() {
    return Set.copyOf(groups.keySet());
  }

  /** Adds every action and its groups to the entities of a decision. */
  public void addTo(Entities entities) {
    for (Map.Entry<Value.Uid, Set<Value.Uid>> action : groups.entrySet()) {
      entities.put(action.getKey(), Map.of(), action.getValue());
    }
  }
}
