package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.ActionGroups;
import dev.portcullis.authorization.engine.Entities;
import dev.portcullis.authorization.engine.Evaluation;
import dev.portcullis.authorization.engine.EvaluationException;
import dev.portcullis.authorization.engine.Policy;
import dev.portcullis.authorization.engine.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of Cedar policies, indexed by the schema's actions. */
final class CedarPolicies implements PolicyEngine {
  private static final Value.Fields NOTHING = new Value.Fields(Map.of());

  private final List<Policy> policies;
  private final Entities actions = new Entities();
  private final Map<String, List<Policy>> byAction = new HashMap<>();

  CedarPolicies(List<Policy> policies, ActionGroups actions) {
    this.policies = List.copyOf(policies);
    actions.addTo(this.actions);
    for (Value.Uid action : actions.all()) {
      List<Policy> concerned = new ArrayList<>();
      for (Policy policy : policies) {
        if (policy.concerns(action, this.actions)) {
          concerned.add(policy);
        }
      }
      byAction.put(action.id(), concerned);
    }
  }

  @Override
  public int size() {
    return policies.size();
  }

  @Override
  public Verdict evaluate(AccessRequest request, Catalogue catalogue) {
    Evaluation evaluation = evaluation(request, catalogue);
    List<Policy> permits = new ArrayList<>();
    List<Policy> forbids = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    List<Policy> concerned = byAction.get(request.action());
    // An action that the schema does not declare may still meet policies that name none.
    for (Policy policy : concerned == null ? policies : concerned) {
      try {
        boolean applies =
            concerned == null ? policy.applies(evaluation) : policy.appliesWithin(evaluation);
        if (applies) {
          (policy.permit() ? permits : forbids).add(policy);
        }
      } catch (EvaluationException bad) {
        failed.add(policy.id());
        errors.add(policy.id() + " (" + policy.place() + "): " + bad.getMessage());
      }
    }
    List<Policy> determining = forbids.isEmpty() ? permits : forbids;
    List<String> ids = new ArrayList<>();
    List<String> alarms = new ArrayList<>();
    for (Policy policy : determining) {
      ids.add(policy.id());
      String alarm = policy.annotations().get("alarm");
      if (alarm != null) {
        alarms.add(alarm);
      }
    }
    return new Verdict(forbids.isEmpty() && !permits.isEmpty(), ids, alarms, failed, errors);
  }

  private Evaluation evaluation(AccessRequest request, Catalogue catalogue) {
    Entities entities = new Entities(actions);
    Principal who = request.principal();
    Map<String, Value> attributes = PolicyValues.fields(who.attributes());
    attributes.put("tenant", new Value.Text(who.tenant()));
    Set<Value.Uid> roles = new HashSet<>();
    for (String role : who.roles()) {
      roles.add(new Value.Uid("Role", role));
    }
    Value.Uid principal = new Value.Uid(who.type(), who.id());
    entities.put(principal, attributes, roles);

    Value.Uid resource = new Value.Uid(request.resourceType(), request.resourceId());
    Map<String, Object> known = new HashMap<>();
    Set<Value.Uid> groups = new HashSet<>();
    Optional<Catalogue.Entry> entry = catalogue.find(request.resourceType(), request.resourceId());
    if (entry.isPresent()) {
      known.putAll(entry.get().attributes());
      for (Catalogue.Uid parent : entry.get().parents()) {
        groups.add(new Value.Uid(parent.type(), parent.id()));
      }
    }
    known.putAll(request.resourceAttributes());
    entities.put(resource, PolicyValues.fields(known), groups);
    Value.Fields context =
        request.context().isEmpty()
            ? NOTHING
            : new Value.Fields(PolicyValues.fields(request.context()));
    return new Evaluation(
        principal, new Value.Uid("Action", request.action()), resource, context, entities);
  }
}
