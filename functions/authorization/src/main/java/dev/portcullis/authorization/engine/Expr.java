package dev.portcullis.authorization.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a policy; immutable, so one is evaluated by many threads at once. */
interface Expr {
  /**
   * Its value for one request.
   *
   * @throws EvaluationException if it has none; the policy then fails
   */
  Value evaluate(Evaluation in) throws EvaluationException;

  /** Its value, which must be true or false. */
  default boolean truth(Evaluation in) throws EvaluationException {
    Value value = evaluate(in);
    if (value instanceof Value.Bool bool) {
      return bool.is();
    }
    throw Functions.expected("bool", value);
  }

  /** The expressions that it is made of. */
  List<Expr> parts();

  /** An expression that is true or false and nothing else. */
  interface Test extends Expr {
    @Override
    default Value evaluate(Evaluation in) throws EvaluationException {
      return Value.Bool.of(truth(in));
    }

    @Override
    boolean truth(Evaluation in) throws EvaluationException;
  }

  /** A value that is written in the policy. */
  record Literal(Value value) implements Expr {
    @Override
    public Value evaluate(Evaluation in) {
      return value;
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code principal}, {@code action}, {@code resource} or {@code context}. */
  enum Variable implements Expr {
    PRINCIPAL,
    ACTION,
    RESOURCE,
    CONTEXT;

    /** The variable of a name; null if there is none. */
    static @Nullable Variable named(String name) {
      return switch (name) {
        case "principal" -> PRINCIPAL;
        case "action" -> ACTION;
        case "resource" -> RESOURCE;
        case "context" -> CONTEXT;
        default -> null;
      };
    }

    @Override
    public Value evaluate(Evaluation in) {
      return in.variable(this);
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }
}
