package dev.portcullis.authorization;

import dev.portcullis.authorization.engine.Policy;
import dev.portcullis.authorization.engine.PolicyParser;
import dev.portcullis.authorization.engine.Schema;
import dev.portcullis.authorization.engine.SourceException;
import dev.portcullis.authorization.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
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
    List<Schema> schemas = new ArrayList<>();
    Map<String, String> catalogues = new TreeMap<>();
    Map<String, String> links = new TreeMap<>();
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
          schemas.add(Schema.parse(name, text));
        } else if (name.endsWith(".entities.json")) {
          catalogues.put(name, text);
        } else if (name.endsWith(".links.json")) {
          links.put(name, text);
        }
      } catch (SourceException bad) {
        problems.add(String.valueOf(bad.getMessage()));
      }
    }
    Catalogue catalogue = Catalogue.parse(catalogues, problems);
    check(policies, schemas, problems);
    if (problems.isEmpty()) {
      link(policies, links, schemas.get(0), problems);
    }
    return problems.isEmpty()
        ? Optional.of(
            new LoadedPolicies(
                new PolicyVersion(canonical.toString()),
                new CedarPolicies(policies, schemas.get(0)),
                catalogue))
        : Optional.empty();
  }

  private static void check(List<Policy> policies, List<Schema> schemas, List<String> problems) {
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
    if (problems.isEmpty()) {
      for (Policy policy : policies) {
        undeclared(policy, schemas.get(0), policy.place(), problems);
      }
    }
  }

  private static void undeclared(
      Policy policy, Schema schema, String place, List<String> problems) {
    Optional<String> name = schema.undeclared(policy);
    if (name.isPresent()) {
      problems.add(
          place
              + ": the policy \""
              + policy.id()
              + "\" names "
              + name.get()
              + ", which the schema does not declare; it would never apply");
    }
  }

  /** Adds the policies that links make of templates. */
  private static void link(
      List<Policy> policies, Map<String, String> links, Schema schema, List<String> problems) {
    Map<String, Policy> templates = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (Policy policy : policies) {
      ids.add(policy.id());
      if (policy.template()) {
        templates.put(policy.id(), policy);
      }
    }
    for (Map.Entry<String, String> file : links.entrySet()) {
      try {
        for (Policy linked : PolicyLinks.read(file.getValue(), templates)) {
          if (!ids.add(linked.id())) {
            problems.add(file.getKey() + ": a second policy with the id \"" + linked.id() + "\"");
          }
          undeclared(linked, schema, file.getKey(), problems);
          policies.add(linked);
        }
      } catch (StrictJson.Malformed bad) {
        problems.add(file.getKey() + ":" + bad.line() + ": " + bad.getMessage());
      } catch (IllegalArgumentException bad) {
        problems.add(file.getKey() + ": " + bad.getMessage());
      }
    }
  }
}
