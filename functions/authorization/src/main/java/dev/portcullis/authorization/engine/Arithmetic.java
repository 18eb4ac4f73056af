package dev.portcullis.authorization.engine;

import java.util.List;

/** Sums and products of whole numbers; what does not fit into 64 bits is an error. */
record Arithmetic(Expr left, Operation operation, Expr right) implements Expr {
  enum Operation {
    PLUS,
    MINUS,
    TIMES
  }

  /** {@code -value}. */
  static Expr negative(Expr of) {
    return new Arithmetic(new Expr.Literal(new Value.Whole(0)), Operation.MINUS, of);
  }

  @Override
  public Value evaluate(Evaluation in) throws EvaluationException {
    // Both sides are evaluated before either is judged, as Cedar does.
    Value one = left.evaluate(in);
    Value other = right.evaluate(in);
    long l = whole(one);
    long r = whole(other);
    try {
      return new Value.Whole(
          switch (operation) {
            case PLUS -> Math.addExact(l, r);
            case MINUS -> Math.subtractExact(l, r);
            case TIMES -> Math.multiplyExact(l, r);
          });
    } catch (ArithmeticException overflow) {
      throw new EvaluationException("overflow of a whole number");
    }
  }

  @Override
  public List<Expr> parts() {
    return List.of(left, right);
  }

  static long whole(Value value) throws EvaluationException {
    if (value instanceof Value.Whole whole) {
      return whole.number();
    }
    throw Functions.expected("long", value);
  }
}
