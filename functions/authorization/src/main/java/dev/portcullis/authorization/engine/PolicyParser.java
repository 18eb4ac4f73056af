package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads policies from Cedar text; a mistake is a {@link SourceException} with its place. */
public final class PolicyParser {
  private final Tokens in;

  private PolicyParser(Tokens in) {
    this.in = in;
  }

  /** The policies of one file, in their order. */
  public static List<Policy> parse(String file, String text) throws SourceException {
    PolicyParser parser = new PolicyParser(new Tokens(file, text));
    List<Policy> policies = new ArrayList<>();
    while (!parser.in.ended()) {
      policies.add(parser.policy(policies.size()));
    }
    return policies;
  }

  private Policy policy(int number) throws SourceException {
    String place = in.file() + ":" + in.peek().line();
    Map<String, String> annotations = new LinkedHashMap<>();
    while (in.take("@")) {
      String name = in.expect(Token.Kind.NAME, "an annotation's name").text();
      String value = "";
      if (in.take("(")) {
        value = in.expect(Token.Kind.STRING, "a text").text();
        in.expect(")");
      }
      if (annotations.put(name, value) != null) {
        throw in.error("a second annotation @" + name);
      }
    }
    boolean permit = in.take("permit");
    if (!permit && !in.take("forbid")) {
      throw in.error("expected `permit` or `forbid` but found `" + in.peek().text() + "`");
    }
    in.expect("(");
    Scope principal = scope("principal");
    in.expect(",");
    Scope action = scope("action");
    in.expect(",");
    Scope resource = scope("resource");
    in.take(",");
    in.expect(")");
    List<Expr> conditions = new ArrayList<>();
    while (!in.take(";")) {
      conditions.add(clause());
    }
    String id = annotations.getOrDefault("id", "policy" + number);
    return new Policy(id, permit, annotations, principal, action, resource, conditions, place);
  }

  private Expr clause() throws SourceException {
    boolean when = in.take("when");
    if (!when && !in.take("unless")) {
      throw in.error("expected `when`, `unless` or `;` but found `" + in.peek().text() + "`");
    }
    in.expect("{");
    Token start = in.peek();
    Expr condition = new ExprParser(in).expression();
    in.expect("}");
    if (Height.of(condition) > Height.MOST) {
      throw in.error(start, "a condition with more than " + Height.MOST + " steps within steps");
    }
    return when ? condition : new Logic.Not(condition);
  }

  private Scope scope(String name) throws SourceException {
    in.expect(name);
    ExprParser expressions = new ExprParser(in);
    if (in.take("==")) {
      return place(name, Scope.Kind.EQUALS, "");
    } else if (in.take("is")) {
      if (name.equals("action")) {
        throw in.error("an action has no other type: use `==` or `in`");
      }
      String type = expressions.path();
      return in.take("in")
          ? place(name, Scope.Kind.IS_IN, type)
          : new Scope(Scope.Kind.IS, type, List.of(), false);
    } else if (!in.take("in")) {
      return Scope.ANY;
    } else if (!in.at("[")) {
      return place(name, Scope.Kind.IN, "");
    } else if (!name.equals("action")) {
      throw in.error("only an action may be in a list; use several policies or `when`");
    }
    in.expect("[");
    List<Value.Uid> groups = new ArrayList<>();
    while (!in.take("]")) {
      groups.add(expressions.entity());
      if (!in.at("]")) {
        in.expect(",");
      }
    }
    return new Scope(Scope.Kind.IN, "", groups, false);
  }

  /** An entity, or in a template the open place of one. */
  private Scope place(String name, Scope.Kind kind, String type) throws SourceException {
    if (in.take("?")) {
      if (name.equals("action") || !in.at(name)) {
        throw in.error("only ?principal and ?resource may be open, each in its own place");
      }
      in.next();
      return new Scope(kind, type, List.of(), true);
    }
    return new Scope(kind, type, List.of(new ExprParser(in).entity()), false);
  }
}
