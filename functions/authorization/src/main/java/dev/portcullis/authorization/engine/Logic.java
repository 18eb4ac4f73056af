package dev.portcullis.authorization.engine;

import java.util.List;

/** What decides which expressions are evaluated at all: the rest of a decided one never fails. */
final class Logic {
  private Logic() {}

  record If(Expr condition, Expr then, Expr otherwise) implements Expr {
    @Override
    public Value evaluate(Evaluation in) throws EvaluationException {
      return (condition.truth(in) ? then : otherwise).evaluate(in);
    }

    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return (condition.truth(in) ? then : otherwise).truth(in);
    }

    @Override
    public List<Expr> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** {@code a && b && ...}: one list and no tree, so that a long one takes no stack. */
  record And(List<Expr> parts) implements Expr.Test {
    And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).truth(in)) {
          return false;
        }
      }
      return true;
    }
  }

  /** {@code a || b || ...}. */
  record Or(List<Expr> parts) implements Expr.Test {
    Or {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).truth(in)) {
          return true;
        }
      }
      return false;
    }
  }

  record Not(Expr of) implements Expr.Test {
    @Override
    public boolean truth(Evaluation in) throws EvaluationException {
      return !of.truth(in);
    }

    @Override
    public List<Expr> parts() {
      return List.of(of);
    }
  }
}
