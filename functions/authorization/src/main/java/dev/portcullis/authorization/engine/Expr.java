package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Map;

/** An expression of a policy. */
sealed interface Expr {
  record Literal(Value value) implements Expr {}

  record Variable(String name) implements Expr {}

  record If(Expr condition, Expr then, Expr otherwise) implements Expr {}

  record And(Expr left, Expr right) implements Expr {}

  record Or(Expr left, Expr right) implements Expr {}

  record Not(Expr of) implements Expr {}

  record Negative(Expr of) implements Expr {}

  /** {@code == != < <= > >= + - * in}. */
  record Binary(String operator, Expr left, Expr right) implements Expr {}

  record Like(Expr text, List<Integer> pattern) implements Expr {}

  record Is(Expr entity, String type) implements Expr {}

  record Has(Expr of, String attribute) implements Expr {}

  record Get(Expr of, String attribute) implements Expr {}

  record SetOf(List<Expr> members) implements Expr {}

  record RecordOf(Map<String, Expr> fields) implements Expr {}

  /** A function ({@code ip("..")}) or a method, whose receiver is the first argument. */
  record Call(String function, List<Expr> arguments) implements Expr {}
}
