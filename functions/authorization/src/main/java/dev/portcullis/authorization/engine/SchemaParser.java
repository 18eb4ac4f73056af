package dev.portcullis.authorization.engine;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a schema; nesting is bounded, so no text can exhaust the stack. */
final class SchemaParser {
  private static final int DEEPEST = 100;

  private final Tokens in;
  private final SchemaNames names;
  private String namespace = "";
  private int depth;

  /** The common type whose definition is being read. */
  private String within = "";

  SchemaParser(Tokens in) {
    this.in = in;
    this.names = new SchemaNames(in);
  }

  Schema schema() throws SourceException {
    while (!in.ended()) {
      annotations();
      if (in.at("namespace") && in.peek(1).kind() == Token.Kind.NAME) {
        in.next();
        namespace = new ExprParser(in).path();
        in.expect("{");
        while (!in.take("}")) {
          annotations();
          declaration();
        }
        namespace = "";
      } else {
        declaration();
      }
    }
    return names.resolved();
  }

  private void annotations() throws SourceException {
    Set<String> seen = new HashSet<>();
    while (in.take("@")) {
      Token name = in.peek();
      in.expect(Token.Kind.NAME, "an annotation's name");
      if (in.take("(")) {
        in.expect(Token.Kind.STRING, "a text");
        in.expect(")");
      }
      if (!seen.add(name.text())) {
        throw in.error(name, "a second annotation @" + name.text());
      }
    }
  }

  private void declaration() throws SourceException {
    if (in.take("entity")) {
      entity();
    } else if (in.take("action")) {
      action();
    } else if (in.take("type")) {
      Token at = in.peek();
      String name = in.expect(Token.Kind.NAME, "a type's name").text();
      names.common(at, namespace, name);
      in.expect("=");
      within = SchemaNames.qualified(namespace, name);
      type();
      within = "";
      in.expect(";");
    } else {
      throw in.error(
          "expected `entity`, `action`, `type` or `namespace` but found `"
              + in.peek().text()
              + "`");
    }
  }

  private void entity() throws SourceException {
    Map<String, Token> declared = new LinkedHashMap<>();
    do {
      Token at = in.peek();
      declared.put(in.expect(Token.Kind.NAME, "an entity type's name").text(), at);
    } while (in.take(","));
    Set<String> ids = new LinkedHashSet<>();
    if (in.take("enum")) {
      in.expect("[");
      do {
        ids.add(in.expect(Token.Kind.STRING, "an entity's id").text());
      } while (in.take(",") && !in.at("]"));
      in.expect("]");
    } else {
      if (in.take("in")) {
        entityTypes();
      }
      if (in.take("=") || in.at("{")) {
        fields();
      }
      if (in.take("tags")) {
        type();
      }
    }
    in.expect(";");
    for (Map.Entry<String, Token> one : declared.entrySet()) {
      names.entity(one.getValue(), SchemaNames.qualified(namespace, one.getKey()), Set.copyOf(ids));
    }
  }

  private void entityTypes() throws SourceException {
    if (!in.take("[")) {
      reference(true);
      return;
    }
    while (!in.take("]")) {
      reference(true);
      if (!in.at("]")) {
        in.expect(",");
      }
    }
  }

  private void reference(boolean entity) throws SourceException {
    Token at = in.peek();
    names.use(at, namespace, new ExprParser(in).path(), entity, within);
  }

  private void action() throws SourceException {
    Map<String, Token> declared = new LinkedHashMap<>();
    do {
      Token at = in.peek();
      declared.put(name("an action"), at);
    } while (in.take(","));
    Set<Value.Uid> actions = new LinkedHashSet<>();
    for (Map.Entry<String, Token> one : declared.entrySet()) {
      Value.Uid action = new Value.Uid(SchemaNames.qualified(namespace, "Action"), one.getKey());
      names.action(one.getValue(), action);
      actions.add(action);
    }
    if (in.take("in")) {
      boolean list = in.take("[");
      do {
        if (list && in.at("]")) {
          break;
        }
        group(actions);
      } while (list && in.take(","));
      if (list) {
        in.expect("]");
      }
    }
    if (in.take("appliesTo")) {
      appliesTo();
    }
    if (in.take("attributes")) {
      in.expect("{");
      in.expect("}");
    }
    in.expect(";");
  }

  private void group(Set<Value.Uid> actions) throws SourceException {
    Token at = in.peek();
    boolean qualified = at.kind() == Token.Kind.NAME && in.peek(1).is("::");
    Value.Uid group =
        qualified ? new ExprParser(in).entity() : new Value.Uid("", name("an action"));
    for (Value.Uid action : actions) {
      names.group(at, namespace, action, group.type(), group.id());
    }
  }

  private void appliesTo() throws SourceException {
    Token at = in.peek();
    Set<String> said = new HashSet<>();
    in.expect("{");
    while (!in.take("}")) {
      Token key = in.peek();
      String name = in.expect(Token.Kind.NAME, "principal, resource or context").text();
      if (!said.add(name)) {
        throw in.error(key, "a second `" + name + "`");
      }
      in.expect(":");
      switch (name) {
        case "principal", "resource" -> entityTypes();
        case "context" -> {
          if (in.at("{")) {
            fields();
          } else {
            reference(false);
          }
        }
        default -> throw in.error(key, "expected principal, resource or context");
      }
      if (!in.at("}")) {
        in.expect(",");
      }
    }
    if (!said.containsAll(List.of("principal", "resource"))) {
      throw in.error(at, "an action applies to a principal and a resource; name both");
    }
  }

  private void type() throws SourceException {
    if (++depth > DEEPEST) {
      throw in.error("nested deeper than " + DEEPEST);
    }
    if (in.at("{")) {
      fields();
    } else if (in.at("Set") && in.peek(1).is("<")) {
      in.next();
      in.next();
      type();
      in.expect(">");
    } else {
      reference(false);
    }
    depth--;
  }

  private void fields() throws SourceException {
    Set<String> seen = new HashSet<>();
    in.expect("{");
    while (!in.take("}")) {
      annotations();
      Token at = in.peek();
      if (!seen.add(name("an attribute"))) {
        throw in.error(at, "a second attribute `" + at.text() + "`");
      }
      in.take("?");
      in.expect(":");
      type();
      if (!in.at("}")) {
        in.expect(",");
      }
    }
  }

  private String name(String what) throws SourceException {
    return in.peek().kind() == Token.Kind.STRING
        ? in.expect(Token.Kind.STRING, what).text()
        : in.expect(Token.Kind.NAME, what).text();
  }
}
