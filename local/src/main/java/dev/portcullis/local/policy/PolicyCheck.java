package dev.portcullis.local.policy;

import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.cases.PolicyCase;
import dev.portcullis.authorization.cases.PolicyCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Says whether a policy directory may be put in force, and what changes if it replaces another.
 *
 * <p>A policy with a mistake fails with file and line; so does a case with another decision than it
 * expects, and a policy that no case exercises.
 */
public final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * The policy files of a directory by name.
   *
   * @throws IOException if one cannot be read as UTF-8 text
   */
  public static Map<String, String> read(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(directory)) {
      for (Path file : (Iterable<Path>) found::iterator) {
        String name = String.valueOf(file.getFileName());
        if (name.matches(".*\\.(cedar|cedarschema|entities\\.json|links\\.json|cases\\.json)")) {
          files.put(name, Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }

  /** Checks the files of one directory. */
  public static PolicyReport check(Map<String, String> files) {
    List<PolicyText> policies = new ArrayList<>();
    List<String> schemas = new ArrayList<>();
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".cedar")) {
            policies.addAll(PolicyText.split(name, text));
          } else if (name.endsWith(".cedarschema")) {
            schemas.add(name);
          }
        });
    TreeSet<Problem> problems = new TreeSet<>();
    if (policies.isEmpty()) {
      problems.add(new Problem(".", 1, "no policies: there is no *.cedar file with one"));
    }
    if (schemas.size() != 1) {
      problems.add(new Problem(".", 1, "there must be exactly one *.cedarschema: " + schemas));
    } else {
      String schema = schemas.get(0);
      problems.addAll(CedarValidation.problems(schema, files.getOrDefault(schema, ""), policies));
    }
    problems.addAll(HouseRules.problems(files, policies));
    problems.addAll(Shadows.problems(policies));
    CaseRun run = CaseRun.of(files);
    if (problems.isEmpty()) {
      // One mistake in a policy fails most cases, and their lines would hide it.
      problems.addAll(run.problems());
    }
    List<Problem> unexercised = problems.isEmpty() ? unexercised(files, policies, run) : List.of();
    problems.addAll(unexercised);
    return new PolicyReport(
        List.copyOf(problems),
        policies.size(),
        run.count(),
        unexercised.stream().map(Problem::message).map(PolicyCheck::quoted).sorted().toList());
  }

  /** Policies that decide no case: those as they are written, and those that links make. */
  private static List<Problem> unexercised(
      Map<String, String> files, List<PolicyText> policies, CaseRun run) {
    List<Problem> found = new ArrayList<>();
    String advice = "no case is decided by it; write one in which it decides";
    for (PolicyText policy : policies) {
      String id = policy.id().orElse("");
      if (!policy.template() && !run.deciding().contains(id)) {
        found.add(policy.problem("\"" + id + "\": " + advice));
      }
    }
    for (PolicyLink link : PolicyLink.read(files)) {
      if (!run.deciding().contains(link.id())) {
        found.add(new Problem(link.file(), link.line(), "\"" + link.id() + "\": " + advice));
      }
    }
    return found;
  }

  private static String quoted(String message) {
    return message.substring(1, message.indexOf('"', 1));
  }

  /**
   * The cases of both directories that the two decide differently, one line each: the case, the old
   * decision and the new one. Empty if they agree on all.
   *
   * @throws IllegalArgumentException if either set does not load, or a case cannot be read
   */
  public static List<String> difference(Map<String, String> before, Map<String, String> after) {
    PolicyDecider old = loaded(before);
    PolicyDecider fresh = loaded(after);
    Map<String, PolicyCase> cases = new TreeMap<>();
    for (Map<String, String> files : List.of(before, after)) {
      files.forEach(
          (name, text) -> {
            if (name.endsWith(".cases.json")) {
              PolicyCases.parse(text, name)
                  .forEach(one -> cases.put(one.file() + ": " + one.name(), one));
            }
          });
    }
    List<String> lines = new ArrayList<>();
    cases.forEach(
        (name, one) -> {
          Decision was = old.authorize(one.request());
          Decision is = fresh.authorize(one.request());
          if (was.reason() != is.reason() || !was.policies().equals(is.policies())) {
            lines.add(name + ": " + text(was) + " -> " + text(is));
          }
        });
    return lines;
  }

  private static PolicyDecider loaded(Map<String, String> files) {
    PolicyDecider decider = new PolicyDecider();
    if (decider.reload(CaseRun.policies(files)) instanceof PolicyDecider.Reload.Kept kept) {
      throw new IllegalArgumentException(String.join("\n", kept.problems()));
    }
    return decider;
  }

  private static String text(Decision decision) {
    return decision.reason().code() + " " + decision.policies();
  }
}
