package dev.portcullis.local.policy;

import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import dev.portcullis.authorization.cases.PolicyCase;
import dev.portcullis.authorization.cases.PolicyCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs the cases of a policy directory with the engine that decides real calls. */
final class CaseRun {
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> deciding = new TreeSet<>();
  private int count;

  /** Runs every {@code *.cases.json} of the files. */
  static CaseRun of(Map<String, String> files) {
    CaseRun run = new CaseRun();
    PolicyDecider decider = new PolicyDecider();
    if (decider.reload(policies(files)) instanceof PolicyDecider.Reload.Kept kept) {
      kept.problems().forEach(problem -> run.problems.add(located(problem)));
      return run;
    }
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".cases.json")) {
            run.run(decider, name, text);
          }
        });
    return run;
  }

  static PolicyFiles policies(Map<String, String> files) {
    TreeMap<String, String> policies = new TreeMap<>(files);
    policies.keySet().removeIf(name -> name.endsWith(".cases.json"));
    return new PolicyFiles(policies);
  }

  private void run(PolicyDecider decider, String name, String text) {
    List<PolicyCase> cases;
    try {
      cases = PolicyCases.parse(text, name);
    } catch (IllegalArgumentException bad) {
      problems.add(located(String.valueOf(bad.getMessage())));
      return;
    }
    for (PolicyCase one : cases) {
      Decision decision = decider.authorize(one.request());
      deciding.addAll(decision.policies());
      count++;
      one.difference(decision)
          .ifPresent(
              difference ->
                  problems.add(
                      new Problem(
                          name,
                          lineOf(text, one.name()),
                          difference.replaceFirst("^[^:]*: ", ""))));
    }
  }

  private static int lineOf(String text, String caseName) {
    int at = Math.max(0, text.indexOf("\"" + caseName + "\""));
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** {@code file:line: message} or {@code file: message} as a problem. */
  private static Problem located(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length == 3 && parts[1].strip().matches("[0-9]{1,6}")) {
      // Our own messages give file:line: or file:line:column:.
      return new Problem(
          parts[0],
          Integer.parseInt(parts[1].strip()),
          parts[2].strip().replaceFirst("^[0-9]+: ", ""));
    }
    return new Problem(
        parts[0], 1, text.substring(Math.min(text.length(), parts[0].length() + 1)).strip());
  }

  List<Problem> problems() {
    return problems;
  }

  Set<String> deciding() {
    return deciding;
  }

  int count() {
    return count;
  }
}
