package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Map;

/**
 * One policy.
 *
 * @param id its {@code @id}; {@code policyN} in the order of the file if it has none
 * @param permit false for a forbid
 * @param annotations all annotations
 * @param conditions the scope and the clauses, each of which must hold
 * @param place {@code file:line}
 */
public record Policy(
    String id,
    boolean permit,
    Map<String, String> annotations,
    List<Condition> conditions,
    String place) {
  public Policy {
    annotations = Map.copyOf(annotations);
    conditions = List.copyOf(conditions);
  }

  /** Something that must hold for the policy to apply. */
  public static final class Condition {
    private final Expr expression;

    Condition(Expr expression) {
      this.expression = expression;
    }

    Expr expression() {
      return expression;
    }
  }

  /**
   * True if the policy applies to a request.
   *
   * @throws EvaluationException if that cannot be said
   */
  public boolean applies(Evaluation evaluation) throws EvaluationException {
    for (Condition condition : conditions) {
      if (!evaluation.truth(condition.expression())) {
        return false;
      }
    }
    return true;
  }
}
