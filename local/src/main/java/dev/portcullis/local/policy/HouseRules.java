package dev.portcullis.local.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Portcullis asks of policies beyond Cedar: an id for every record, a paragraph for every
 * owner, cases beside every file.
 */
final class HouseRules {
  private static final Set<String> ANNOTATIONS = Set.of("id", "alarm", "owner", "reason");
  private static final int SHORTEST_PARAGRAPH = 80;

  private HouseRules() {}

  static List<Problem> problems(Map<String, String> files, List<PolicyText> policies) {
    List<Problem> problems = new ArrayList<>();
    Map<String, PolicyText> byId = new HashMap<>();
    Set<String> linked = PolicyLink.templates(files);
    for (PolicyText policy : policies) {
      annotations(policy, problems);
      String id = policy.id().orElse("");
      if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        problems.add(
            policy.problem(
                "the policy needs an @id(\"...\") of small letters, digits and hyphens; records name"
                    + " it"));
        continue;
      }
      if (policy.template() && !linked.contains(id)) {
        problems.add(
            policy.problem("the template is used by no *.links.json, so it never applies"));
      }
      PolicyText other = byId.putIfAbsent(id, policy);
      if (other != null) {
        problems.add(
            policy.problem(
                "@id(\"" + id + "\") is used already in " + other.file() + ":" + other.line()));
      }
    }
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".cedar")) {
            file(name, text, files, problems);
          }
        });
    return problems;
  }

  private static void annotations(PolicyText policy, List<Problem> problems) {
    policy
        .annotations()
        .forEach(
            (name, value) -> {
              if (!ANNOTATIONS.contains(name)) {
                problems.add(
                    policy.problem("unknown annotation @" + name + "; known are " + ANNOTATIONS));
              } else if (value.isBlank()) {
                problems.add(
                    policy.problem("@" + name + " needs a text, as in @" + name + "(\"...\")"));
              }
            });
  }

  private static void file(
      String name, String text, Map<String, String> files, List<Problem> problems) {
    int paragraph = 0;
    for (String line : text.split("\n", -1)) {
      if (!line.startsWith("//")) {
        break;
      }
      paragraph += line.length();
    }
    if (paragraph < SHORTEST_PARAGRAPH) {
      problems.add(
          new Problem(name, 1, "the file must begin with a paragraph that its owner can read"));
    }
    String cases = name.replaceFirst("\\.cedar$", ".cases.json");
    if (!files.containsKey(cases)) {
      problems.add(new Problem(name, 1, "no cases beside it: write " + cases));
    }
  }
}
