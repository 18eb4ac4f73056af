package dev.portcullis.authorization.engine;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes what does not depend on a request once, when a policy is read: lists of literals, and
 * {@code ip("10.0.0.0/8")} and its like. What would fail is left as it is, to fail when it is
 * asked.
 */
final class Constants {
  private Constants() {}

  static Expr fold(Structures.SetOf set) {
    Value[] values = values(set.parts());
    return values == null ? set : new Expr.Literal(new Value.Many(new HashSet<>(List.of(values))));
  }

  static Expr fold(Structures.Call call) {
    Value[] values = values(call.parts());
    if (values != null && call.function().constructs()) {
      try {
        return new Expr.Literal(Functions.call(call.function(), values));
      } catch (EvaluationException later) {
        return call;
      }
    }
    return call;
  }

  /** The values of literals; null if one of the expressions is none. */
  private static Value @Nullable [] values(List<Expr> expressions) {
    Value[] values = new Value[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(expressions.get(i) instanceof Expr.Literal literal)) {
        return null;
      }
      values[i] = literal.value();
    }
    return values;
  }
}
