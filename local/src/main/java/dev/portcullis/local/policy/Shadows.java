package dev.portcullis.local.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds policies that change nothing: the same as another, narrower than an unconditional one of
 * the same effect, or permits under an unconditional forbid.
 *
 * <p>Compares scopes as they are written, so it finds mistakes of copying and never accuses a
 * policy wrongly; it does not prove that none is left.
 */
final class Shadows {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(permit|forbid) ?\\( ?(.*?) ?, ?(action.*?) ?, ?(resource[^)]*?) ?,? ?\\) ?(.*);");

  private record Shape(
      PolicyText policy,
      String effect,
      String principal,
      String action,
      String resource,
      String rest) {

    static Optional<Shape> of(PolicyText policy) {
      Matcher m = SHAPE.matcher(policy.body());
      return m.matches()
          ? Optional.of(
              new Shape(policy, m.group(1), m.group(2), m.group(3), m.group(4), m.group(5).strip()))
          : Optional.empty();
    }

    boolean covers(Shape other) {
      return rest.isEmpty()
          && covers("principal", principal, other.principal)
          && covers("action", action, other.action)
          && covers("resource", resource, other.resource);
    }

    private static boolean covers(String all, String mine, String theirs) {
      return mine.equals(all) || mine.equals(theirs);
    }

    String name() {
      return policy.id().orElse("the policy") + " (" + policy.file() + ":" + policy.line() + ")";
    }
  }

  private Shadows() {}

  static List<Problem> problems(List<PolicyText> policies) {
    List<Shape> shapes = policies.stream().map(Shape::of).flatMap(Optional::stream).toList();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape one = shapes.get(i);
      for (int j = 0; j < shapes.size(); j++) {
        Shape other = shapes.get(j);
        if (i == j) {
          continue;
        }
        boolean same = one.policy().body().equals(other.policy().body());
        if (same && j < i) {
          problems.add(one.policy().problem("the same policy as " + other.name()));
        } else if (!same && other.effect().equals(one.effect()) && other.covers(one)) {
          problems.add(one.policy().problem("shadowed: " + other.name() + " covers all of it"));
        } else if (one.effect().equals("permit")
            && other.effect().equals("forbid")
            && other.covers(one)) {
          problems.add(
              one.policy()
                  .problem("unreachable: " + other.name() + " forbids all that it permits"));
        }
      }
    }
    return problems;
  }
}
