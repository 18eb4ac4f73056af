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
    List<Policy.Condition> conditions = new ArrayList<>();
    in.expect("(");
    scope("principal", conditions);
    in.expect(",");
    List<Policy.Condition> action = new ArrayList<>();
    scope("action", action);
    in.expect(",");
    scope("resource", conditions);
    in.take(",");
    in.expect(")");
    while (!in.take(";")) {
      conditions.add(new Policy.Condition(clause()));
    }
    String id = annotations.getOrDefault("id", "policy" + number);
    Policy.Condition ofAction = action.isEmpty() ? Policy.Condition.NONE : action.get(0);
    if (action.size() > 1) {
      conditions.addAll(action.subList(1, action.size()));
    }
    return new Policy(id, permit, annotations, ofAction, conditions, place);
  }

  private Expr clause() throws SourceException {
    boolean when = in.take("when");
    if (!when && !in.take("unless")) {
      throw in.error("expected `when`, `unless` or `;` but found `" + in.peek().text() + "`");
    }
    in.expect("{");
    Expr condition = new ExprParser(in).expression();
    in.expect("}");
    return when ? condition : new Expr.Not(condition);
  }

  private void scope(String name, List<Policy.Condition> conditions) throws SourceException {
    in.expect(name);
    Expr variable = new Expr.Variable(name);
    ExprParser expressions = new ExprParser(in);
    if (in.take("==")) {
      add(conditions, new Expr.Binary("==", variable, literal(expressions.entity())));
    } else if (in.take("is")) {
      add(conditions, new Expr.Is(variable, expressions.path()));
      if (in.take("in")) {
        add(conditions, new Expr.Binary("in", variable, literal(expressions.entity())));
      }
    } else if (in.take("in")) {
      if (!in.at("[")) {
        add(conditions, new Expr.Binary("in", variable, literal(expressions.entity())));
        return;
      }
      if (!name.equals("action")) {
        throw in.error("only an action may be in a list; use several policies or `when`");
      }
      in.expect("[");
      List<Value> groups = new ArrayList<>();
      while (!in.take("]")) {
        groups.add(expressions.entity());
        if (!in.at("]")) {
          in.expect(",");
        }
      }
      add(conditions, new Expr.Binary("in", variable, literal(Value.Many.of(groups))));
    }
  }

  private static Expr literal(Value value) {
    return new Expr.Literal(value);
  }

  private static void add(List<Policy.Condition> conditions, Expr expression) {
    conditions.add(new Policy.Condition(expression));
  }
}
