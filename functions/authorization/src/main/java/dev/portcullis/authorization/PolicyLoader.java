package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.ActionGroups;
import dev.portcullis.authorization.engine.Policy;
import dev.portcullis.authorization.engine.PolicyParser;
import dev.portcullis.authorization.engine.SourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns policy files into a set that can be put in force, or says everything that is wrong. */
final class PolicyLoader {
  private PolicyLoader() {}

  /**
   * The set; empty if {@code problems} was given anything, at least one line.
   *
   * @param problems gets {@code file:line:column: what}, or {@code file: what}
   */
  static Optional<LoadedPolicies> load(PolicyFiles files, List<String> problems) {
    List<Policy> policies = new ArrayList<>();
    List<ActionGroups> schemas = new ArrayList<>();
    Map<String, String> catalogues = new TreeMap<>();
    StringBuilder canonical = new StringBuilder();
    // Loops and no lambdas here: a function's cold start passes through this, and each costs it.
    for (Map.Entry<String, String> file : files.texts().entrySet()) {
      String name = file.getKey();
      String text = file.getValue();
      canonical.append(name.length()).append(':').append(name);
      canonical.append(text.length()).append(':').append(text);
      try {
        if (name.endsWith(".cedar")) {
          policies.addAll(PolicyParser.parse(name, text));
        } else if (name.endsWith(".cedarschema")) {
          schemas.add(ActionGroups.parse(name, text));
        } else if (name.endsWith(".entities.json")) {
          catalogues.put(name, text);
        }
      } catch (SourceException bad) {
        problems.add(String.valueOf(bad.getMessage()));
      }
    }
    Catalogue catalogue = Catalogue.parse(catalogues, problems);
    check(policies, schemas, problems);
    return problems.isEmpty()
        ? Optional.of(
            new LoadedPolicies(
                "sha256:" + InputDigest.sha256(canonical.toString()),
                new CedarPolicies(policies, schemas.get(0)),
                catalogue))
        : Optional.empty();
  }

  private static void check(
      List<Policy> policies, List<ActionGroups> schemas, List<String> problems) {
    Set<String> ids = new HashSet<>();
    for (Policy policy : policies) {
      if (!policy.annotations().containsKey("id")) {
        problems.add(policy.place() + ": the policy has no @id");
      } else if (!ids.add(policy.id())) {
        problems.add(policy.place() + ": a second policy with the @id \"" + policy.id() + "\"");
      }
    }
    if (problems.isEmpty() && policies.isEmpty()) {
      problems.add("no policies: there is no *.cedar file with one");
    }
    if (problems.isEmpty() && schemas.size() != 1) {
      problems.add("there must be exactly one *.cedarschema");
    }
  }
}
