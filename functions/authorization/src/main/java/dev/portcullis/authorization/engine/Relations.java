package dev.portcullis.authorization.engine;

import java.util.List;

/** Questions about one or two values. */
final class Relations {
  private Relations() {}

  /** {@code ==}, and {@code !=} if it is not the same that is asked for. */
  record Equal(Expr left, Expr right, boolean same) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return left.evaluate(in).equals(right.evaluate(in)) == same;
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** {@code <} and its like; of whole numbers, moments or lengths of time. */
  record Ordered(Expr left, Order order, Expr right) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return order.holds(compare(left.evaluate(in), right.evaluate(in)));
    }

    private static int compare(Value left, Value right) throws EvaluationException {
      if (left instanceof Value.Datetime l && right instanceof Value.Datetime r) {
        return Long.compare(l.millis(), r.millis());
      } else if (left instanceof Value.Duration l && right instanceof Value.Duration r) {
        return Long.compare(l.millis(), r.millis());
      }
      return Long.compare(Arithmetic.whole(left), Arithmetic.whole(right));
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** Which way round two values must be. */
  enum Order {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(int compared) {
      return switch (this) {
        case LESS -> compared < 0;
        case LESS_OR_EQUAL -> compared <= 0;
        case GREATER -> compared > 0;
        case GREATER_OR_EQUAL -> compared >= 0;
      };
    }
  }

  /** {@code entity in entity} or {@code entity in set}. */
  record In(Expr entity, Expr where) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      Value.Uid one = Functions.uid(entity.evaluate(in));
      Value place = where.evaluate(in);
      if (!(place instanceof Value.Many many)) {
        return in.entities().in(one, Functions.uid(place));
      }
      boolean found = false;
      for (Value member : many.members()) {
        // Every member is looked at: one of another kind is an error wherever it stands.
        Value.Uid group = Functions.uid(member);
        found = found || in.entities().in(one, group);
      }
      return found;
    }

    @Override
    public List<Expr> parts() {
      return List.of(entity, where);
    }
  }

  record Is(Expr entity, String type) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return Functions.uid(entity.evaluate(in)).type().equals(type);
    }

    @Override
    public List<Expr> parts() {
      return List.of(entity);
    }
  }

  record Like(Expr text, List<Integer> pattern) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return Escapes.matches(pattern, Functions.text(text.evaluate(in)));
    }

    @Override
    public List<Expr> parts() {
      return List.of(text);
    }
  }
}
