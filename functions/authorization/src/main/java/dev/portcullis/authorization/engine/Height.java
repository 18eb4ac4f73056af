package dev.portcullis.authorization.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How many evaluations stand on the stack at once, so that no policy can exhaust it. */
final class Height {
  /** Far above what people write, far below what half a megabyte of stack bears. */
  static final int MOST = 500;

  private record Step(List<Expr> level, int height) {}

  private Height() {}

  /** The height of an expression, which may be so high that it must not be walked by recursion. */
  static int of(Expr expression) {
    int highest = 0;
    Deque<Step> open = new ArrayDeque<>();
    open.push(new Step(List.of(expression), 1));
    while (!open.isEmpty()) {
      Step step = open.pop();
      for (Expr one : step.level()) {
        highest = Math.max(highest, step.height());
        open.push(new Step(one.parts(), step.height() + 1));
      }
    }
    return highest;
  }
}
