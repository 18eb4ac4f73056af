package dev.portcullis.local.policy;

import java.util.List;

/**
 * What a check of a policy directory found.
 *
 * @param problems what must be corrected, in file and line order; empty means that it may be used
 * @param policies how many policies there are
 * @param cases how many cases were run
 * @param uncovered ids of policies that decide no case, sorted
 */
public record PolicyReport(
    List<Problem> problems, int policies, int cases, List<String> uncovered) {
  public PolicyReport {
    problems = List.copyOf(problems);
    uncovered = List.copyOf(uncovered);
  }

  /** True if nothing must be corrected. */
  public boolean passed() {
    return problems.isEmpty();
  }
}
