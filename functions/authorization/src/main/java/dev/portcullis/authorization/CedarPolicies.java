package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.Entities;
import dev.portcullis.authorization.engine.Evaluation;
import dev.portcullis.authorization.engine.EvaluationException;
import dev.portcullis.authorization.engine.Policy;
import dev.portcullis.authorization.engine.Schema;
import dev.portcullis.authorization.engine.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of Cedar policies, indexed by action, principal and resource. */
final class CedarPolicies implements PolicyEngine {
  private static final String ACTION = "Action";

  private final List<Policy> policies;
  private final Entities actions = new Entities();
  private final Map<String, PolicyIndex> byAction = new HashMap<>();

  CedarPolicies(List<Policy> policies, Schema schema) {
    this.policies = List.copyOf(policies);
    schema.addTo(this.actions);
    for (Value.Uid action : schema.actions()) {
      List<Policy> concerned = new ArrayList<>();
      for (Policy policy : policies) {
        if (policy.concerns(action, this.actions)) {
          concerned.add(policy);
        }
      }
      if (action.type().equals(ACTION)) {
        byAction.put(action.id(), new PolicyIndex(concerned));
      }
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
    PolicyIndex index = byAction.get(request.action());
    // An action that the schema does not declare may still meet policies that name none.
    for (Policy policy : index == null ? policies : index.candidates(evaluation)) {
      try {
        boolean applies =
            index == null ? policy.applies(evaluation) : policy.appliesWithin(evaluation);
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
    Value.Fields attributes =
        PolicyValues.put(new Value.Fields.Builder(), who.attributes())
            .put("tenant", new Value.Text(who.tenant()))
            .build();
    Set<Value.Uid> roles = new HashSet<>();
    for (String role : who.roles()) {
      roles.add(new Value.Uid("Role", role));
    }
    Value.Uid principal = new Value.Uid(who.type(), who.id());
    entities.put(principal, attributes, roles);

    Value.Uid resource = new Value.Uid(request.resourceType(), request.resourceId());
    Value.Fields.Builder known = new Value.Fields.Builder();
    Set<Value.Uid> groups = new HashSet<>();
    Optional<Catalogue.Entry> entry = catalogue.find(request.resourceType(), request.resourceId());
    if (entry.isPresent()) {
      PolicyValues.put(known, entry.get().attributes());
      for (Catalogue.Uid parent : entry.get().parents()) {
        groups.add(new Value.Uid(parent.type(), parent.id()));
      }
    }
    PolicyValues.put(known, request.resourceAttributes());
    entities.put(resource, known.build(), groups);
    Value.Fields context = PolicyValues.put(new Value.Fields.Builder(), request.context()).build();
    return new Evaluation(
        principal, new Value.Uid(ACTION, request.action()), resource, context, entities);
  }
}
