package dev.portcullis.authorization.engine;

import java.util.Objects;

/**
 * One request: who, what, on what, under which circumstances, and what is known of them.
 *
 * @param principal who asks
 * @param action what is asked
 * @param resource on what
 * @param context the circumstances
 * @param entities what is known of any entity
 */
public record Evaluation(
    Value.Uid principal,
    Value.Uid action,
    Value.Uid resource,
    Value.Fields context,
    Entities entities) {
  public Evaluation {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(entities, "entities");
  }

  Value variable(Expr.Variable variable) {
    return switch (variable) {
      case PRINCIPAL -> principal;
      case ACTION -> action;
      case RESOURCE -> resource;
      case CONTEXT -> context;
    };
  }
}
