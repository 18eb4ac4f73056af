package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One policy, or a template of policies: then its head has a place that is still to be filled, and
 * it applies to nothing until it is {@link #linked}.
 */
public final class Policy {
  private final String id;
  private final boolean permit;
  private final Map<String, String> annotations;
  private final Scope principal;
  private final Scope action;
  private final Scope resource;
  private final List<Expr> conditions;
  private final String place;

  Policy(
      String id,
      boolean permit,
      Map<String, String> annotations,
      Scope principal,
      Scope action,
      Scope resource,
      List<Expr> conditions,
      String place) {
    this.id = id;
    this.permit = permit;
    this.annotations = Map.copyOf(annotations);
    this.principal = principal;
    this.action = action;
    this.resource = resource;
    this.conditions = List.copyOf(conditions);
    this.place = place;
  }

  /** Its {@code @id}; {@code policyN} in the order of the file if it has none. */
  public String id() {
    return id;
  }

  /** False for a forbid. */
  public boolean permit() {
    return permit;
  }

  /** All annotations by name. */
  public Map<String, String> annotations() {
    return annotations;
  }

  /** What its head says of the principal. */
  public Scope principal() {
    return principal;
  }

  /** What its head says of the action. */
  public Scope action() {
    return action;
  }

  /** What its head says of the resource. */
  public Scope resource() {
    return resource;
  }

  /** {@code file:line}. */
  public String place() {
    return place;
  }

  /** True if the principal, or the resource, is still to be filled in. */
  public boolean template() {
    return principal.slot() || resource.slot();
  }

  /**
   * The policy that this template stands for.
   *
   * @param newId the policy's id
   * @param principal what {@code ?principal} is; needed exactly if the template has that place
   * @param resource what {@code ?resource} is; likewise
   * @throws IllegalArgumentException if a place stays open, or is filled that is not open
   */
  public Policy linked(String newId, Optional<Value.Uid> principal, Optional<Value.Uid> resource) {
    check("principal", this.principal.slot(), principal.isPresent());
    check("resource", this.resource.slot(), resource.isPresent());
    return new Policy(
        newId,
        permit,
        annotations,
        this.principal.filled(principal.orElse(null)),
        action,
        this.resource.filled(resource.orElse(null)),
        conditions,
        place);
  }

  private void check(String name, boolean open, boolean given) {
    if (open != given) {
      throw new IllegalArgumentException(
          "template \"" + id + "\" has " + (open ? "a" : "no") + " ?" + name);
    }
  }

  /** True if the policy can apply to an action, whose groups are among the entities. */
  public boolean concerns(Value.Uid asked, Entities actions) {
    return action.holds(asked, actions);
  }

  /**
   * True if the policy applies to a request.
   *
   * @throws EvaluationException if that cannot be said
   */
  public boolean applies(Evaluation evaluation) throws EvaluationException {
    return action.holds(evaluation.action(), evaluation.entities()) && appliesWithin(evaluation);
  }

  /** The same for a request whose action {@link #concerns} this policy. */
  public boolean appliesWithin(Evaluation evaluation) throws EvaluationException {
    if (!principal.holds(evaluation.principal(), evaluation.entities())
        || !resource.holds(evaluation.resource(), evaluation.entities())) {
      return false;
    }
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).truth(evaluation)) {
        return false;
      }
    }
    return true;
  }
}
