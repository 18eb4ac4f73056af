package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions for one request. */
public final class Evaluation {
  private final Map<String, Value> variables;
  private final Entities entities;

  /** One request: who, what, on what, under which circumstances, and what is known of them. */
  public Evaluation(
      Value.Uid principal,
      Value.Uid action,
      Value.Uid resource,
      Value.Fields context,
      Entities entities) {
    this.variables =
        Map.of("principal", principal, "action", action, "resource", resource, "context", context);
    this.entities = entities;
  }

  boolean truth(Expr expression) throws EvaluationException {
    Value value = evaluate(expression);
    if (value instanceof Value.Bool bool) {
      return bool.is();
    }
    throw Functions.expected("bool", value);
  }

  private Value evaluate(Expr expression) throws EvaluationException {
    if (expression instanceof Expr.Literal e) {
      return e.value();
    } else if (expression instanceof Expr.Variable e) {
      return Optional.ofNullable(variables.get(e.name())).orElseThrow();
    } else if (expression instanceof Expr.Get e) {
      return get(evaluate(e.of()), e.attribute());
    } else if (expression instanceof Expr.Call e) {
      List<Value> arguments = all(e.arguments());
      return e.function().endsWith("Tag")
          ? tag(e.function(), arguments)
          : Functions.call(e.function(), arguments);
    } else if (expression instanceof Expr.Binary e) {
      return binary(e.operator(), evaluate(e.left()), evaluate(e.right()));
    } else if (expression instanceof Expr.If e) {
      return evaluate(truth(e.condition()) ? e.then() : e.otherwise());
    } else if (expression instanceof Expr.Negative e) {
      return arithmetic("-", 0, whole(evaluate(e.of())));
    } else if (expression instanceof Expr.SetOf e) {
      return new Value.Many(new HashSet<>(all(e.members())));
    } else if (expression instanceof Expr.RecordOf e) {
      return record(e);
    }
    return new Value.Bool(test(expression));
  }

  private boolean test(Expr expression) throws EvaluationException {
    if (expression instanceof Expr.And e) {
      return truth(e.left()) && truth(e.right());
    } else if (expression instanceof Expr.Or e) {
      return truth(e.left()) || truth(e.right());
    } else if (expression instanceof Expr.Not e) {
      return !truth(e.of());
    } else if (expression instanceof Expr.Has e) {
      Optional<Map<String, Value>> attributes = attributes(evaluate(e.of()));
      return attributes.isPresent() && attributes.get().containsKey(e.attribute());
    } else if (expression instanceof Expr.Like e) {
      return Escapes.matches(e.pattern(), Functions.text(evaluate(e.text())));
    } else if (expression instanceof Expr.Is e) {
      return uid(evaluate(e.entity())).type().equals(e.type());
    }
    throw new EvaluationException("unknown expression");
  }

  private List<Value> all(List<Expr> expressions) throws EvaluationException {
    List<Value> values = new ArrayList<>(expressions.size());
    for (Expr one : expressions) {
      values.add(evaluate(one));
    }
    return values;
  }

  private Value record(Expr.RecordOf expression) throws EvaluationException {
    Map<String, Value> fields = new HashMap<>();
    for (Map.Entry<String, Expr> field : expression.fields().entrySet()) {
      fields.put(field.getKey(), evaluate(field.getValue()));
    }
    return new Value.Fields(fields);
  }

  /** A record's fields or an entity's attributes; empty for an entity nothing is known of. */
  private Optional<Map<String, Value>> attributes(Value of) throws EvaluationException {
    if (of instanceof Value.Fields fields) {
      return Optional.of(fields.values());
    } else if (of instanceof Value.Uid uid) {
      Optional<Value.Fields> known = entities.attributes(uid);
      return known.isPresent() ? Optional.of(known.get().values()) : Optional.empty();
    }
    throw Functions.expected("record or entity", of);
  }

  private Value get(Value of, String name) throws EvaluationException {
    Optional<Map<String, Value>> attributes = attributes(of);
    Value value = attributes.isPresent() ? attributes.get().get(name) : null;
    if (value == null) {
      throw new EvaluationException("no attribute `" + name + "`");
    }
    return value;
  }

  private Value tag(String method, List<Value> in) throws EvaluationException {
    String name = Functions.text(in.get(1));
    Optional<Value> tag = entities.tags(uid(in.get(0))).map(tags -> tags.values().get(name));
    return method.equals("hasTag")
        ? new Value.Bool(tag.isPresent())
        : tag.orElseThrow(() -> new EvaluationException("no such tag"));
  }

  private Value binary(String operator, Value left, Value right) throws EvaluationException {
    return switch (operator) {
      case "==" -> new Value.Bool(left.equals(right));
      case "!=" -> new Value.Bool(!left.equals(right));
      case "in" -> new Value.Bool(in(uid(left), right));
      case "+", "-", "*" -> arithmetic(operator, whole(left), whole(right));
      default -> new Value.Bool(compare(operator, left, right));
    };
  }

  private boolean in(Value.Uid entity, Value where) throws EvaluationException {
    if (!(where instanceof Value.Many many)) {
      return entities.in(entity, uid(where));
    }
    boolean found = false;
    for (Value member : many.members()) {
      // Every member is looked at: one of another kind is an error wherever it stands.
      Value.Uid group = uid(member);
      found = found || entities.in(entity, group);
    }
    return found;
  }

  private static boolean compare(String operator, Value left, Value right)
      throws EvaluationException {
    int order;
    if (left instanceof Value.Datetime l && right instanceof Value.Datetime r) {
      order = Long.compare(l.millis(), r.millis());
    } else if (left instanceof Value.Duration l && right instanceof Value.Duration r) {
      order = Long.compare(l.millis(), r.millis());
    } else {
      order = Long.compare(whole(left), whole(right));
    }
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static Value arithmetic(String operator, long left, long right)
      throws EvaluationException {
    try {
      return new Value.Whole(
          switch (operator) {
            case "+" -> Math.addExact(left, right);
            case "-" -> Math.subtractExact(left, right);
            default -> Math.multiplyExact(left, right);
          });
    } catch (ArithmeticException overflow) {
      throw new EvaluationException("overflow in `" + operator + "`");
    }
  }

  private static long whole(Value value) throws EvaluationException {
    if (value instanceof Value.Whole whole) {
      return whole.number();
    }
    throw Functions.expected("long", value);
  }

  private static Value.Uid uid(Value value) throws EvaluationException {
    if (value instanceof Value.Uid uid) {
      return uid;
    }
    throw Functions.expected("entity", value);
  }
}
