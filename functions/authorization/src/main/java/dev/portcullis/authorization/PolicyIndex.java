package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.Entities;
import dev.portcullis.authorization.engine.Evaluation;
import dev.portcullis.authorization.engine.Policy;
import dev.portcullis.authorization.engine.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the policies of one action that a request can meet, so that a decision costs what those
 * cost, however many others there are.
 *
 * <p>A policy whose head names one principal or resource (or a group of them) is kept under it, and
 * found only by requests of that one or a member. Of the two it is the one that fewer policies
 * name. Leaving out the others changes no answer: a head that does not hold cannot fail.
 */
final class PolicyIndex {
  private final List<Policy> always = new ArrayList<>();
  private final Map<Value.Uid, List<Policy>> byPrincipal = new HashMap<>();
  private final Map<Value.Uid, List<Policy>> byResource = new HashMap<>();

  PolicyIndex(List<Policy> policies) {
    Map<Value.Uid, Integer> principals = new HashMap<>();
    Map<Value.Uid, Integer> resources = new HashMap<>();
    for (Policy policy : policies) {
      count(principals, policy.principal().anchor());
      count(resources, policy.resource().anchor());
    }
    for (Policy policy : policies) {
      Optional<Value.Uid> principal = policy.principal().anchor();
      Optional<Value.Uid> resource = policy.resource().anchor();
      if (principal.isEmpty() && resource.isEmpty()) {
        always.add(policy);
      } else if (resource.isEmpty()
          || (principal.isPresent()
              && principals.getOrDefault(principal.get(), 0)
                  <= resources.getOrDefault(resource.get(), 0))) {
        put(byPrincipal, principal.orElseThrow(), policy);
      } else {
        put(byResource, resource.get(), policy);
      }
    }
  }

  private static void count(Map<Value.Uid, Integer> counts, Optional<Value.Uid> anchor) {
    if (anchor.isPresent()) {
      counts.put(anchor.get(), counts.getOrDefault(anchor.get(), 0) + 1);
    }
  }

  private static void put(Map<Value.Uid, List<Policy>> to, Value.Uid anchor, Policy policy) {
    List<Policy> policies = to.get(anchor);
    if (policies == null) {
      policies = new ArrayList<>();
      to.put(anchor, policies);
    }
    policies.add(policy);
  }

  /** The policies that may apply; every other one of this action certainly does not. */
  List<Policy> candidates(Evaluation request) {
    List<Policy> found = new ArrayList<>(always.size() + 8);
    found.addAll(always);
    add(found, byPrincipal, request.principal(), request.entities());
    add(found, byResource, request.resource(), request.entities());
    return found;
  }

  private static void add(
      List<Policy> to, Map<Value.Uid, List<Policy>> from, Value.Uid uid, Entities entities) {
    if (from.isEmpty()) {
      return;
    }
    for (Value.Uid one : entities.withAncestors(uid)) {
      List<Policy> policies = from.get(one);
      if (policies != null) {
        to.addAll(policies);
      }
    }
  }
}
