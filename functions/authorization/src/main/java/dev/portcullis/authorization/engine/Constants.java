package dev.portcullis.authorization.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Computes what does not depend on a request once, when a policy is read: lists of literals, and
 * {@code ip("10.0.0.0/8")} and its like. What would fail is left as it is, to fail when it is
 * asked.
 */
final class Constants {
  private Constants() {}

  static Expr fold(Expr.SetOf set) {
    List<Value> values = values(set.members());
    return values.size() == set.members().size()
        ? new Expr.Literal(new Value.Many(new HashSet<>(values)))
        : set;
  }

  static Expr fold(Expr.Call call) {
    List<Value> values = values(call.arguments());
    if (values.size() == call.arguments().size() && Functions.constructs(call.function())) {
      try {
        return new Expr.Literal(Functions.call(call.function(), values));
      } catch (EvaluationException later) {
        return call;
      }
    }
    return call;
  }

  private static List<Value> values(List<Expr> expressions) {
    List<Value> values = new ArrayList<>();
    for (Expr one : expressions) {
      if (one instanceof Expr.Literal literal) {
        values.add(literal.value());
      }
    }
    return values;
  }
}
