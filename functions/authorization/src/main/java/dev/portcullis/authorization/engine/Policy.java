package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Map;

/**
 * One policy.
 *
 * @param id its {@code @id}; {@code policyN} in the order of the file if it has none
 * @param permit false for a forbid
 * @param annotations all annotations
 * @param action what its scope says of the action, so that it need not be asked of other actions
 * @param conditions the rest of the scope and the clauses, each of which must hold
 * @param place {@code file:line}
 */
public record Policy(
    String id,
    boolean permit,
    Map<String, String> annotations,
    Condition action,
    List<Condition> conditions,
    String place) {
  public Policy {
    annotations = Map.copyOf(annotations);
    conditions = List.copyOf(conditions);
  }

  /** Something that must hold for the policy to apply. */
  public static final class Condition {
    /** Holds always. */
    static final Condition NONE = new Condition(new Expr.Literal(new Value.Bool(true)));

    private final Expr expression;

    Condition(Expr expression) {
      this.expression = expression;
    }

    Expr expression() {
      return expression;
    }
  }

  /** True if the policy can apply to an action, whose groups are among the entities. */
  public boolean concerns(Value.Uid asked, Entities actions) {
    Evaluation evaluation =
        new Evaluation(asked, asked, asked, new Value.Fields(Map.of()), actions);
    try {
      return evaluation.truth(action.expression());
    } catch (EvaluationException impossible) {
      return true; // A scope cannot fail; should it, the policy is asked, and then reported.
    }
  }

  /**
   * True if the policy applies to a request.
   *
   * @throws EvaluationException if that cannot be said
   */
  public boolean applies(Evaluation evaluation) throws EvaluationException {
    return evaluation.truth(action.expression()) && appliesWithin(evaluation);
  }

  /** The same for a request whose action {@link #concerns} this policy. */
  public boolean appliesWithin(Evaluation evaluation) throws EvaluationException {
    for (Condition condition : conditions) {
      if (!evaluation.truth(condition.expression())) {
        return false;
      }
    }
    return true;
  }
}
