package dev.portcullis.local.policy;

import java.util.Random;

/**
 * Policies of every form over the shipped schema, mostly well typed; some read what is not there or
 * use a value as what it is not, so that errors are compared too.
 */
final class RandomPolicies {
  private final Random random;

  RandomPolicies(long seed) {
    this.random = new Random(seed);
  }

  /** A file of policies with ids. */
  String file(int policies) {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < policies; i++) {
      file.append("@id(\"p").append(i).append("\")\n");
      file.append(one("permit", "permit", "forbid"));
      file.append(" (").append(principal()).append(", ").append(action()).append(", ");
      file.append(resource()).append(")");
      for (int clauses = random.nextInt(3); clauses > 0; clauses--) {
        file.append("\n").append(one("when", "unless")).append(" { ").append(truth(4)).append(" }");
      }
      file.append(";\n");
    }
    return file.toString();
  }

  private String principal() {
    return one(
        "principal",
        "principal",
        "principal == User::\"caller\"",
        "principal in Role::\"developer\"",
        "principal in Role::\"auditor\"",
        "principal is ApiKey",
        "principal is User in Role::\"analyst\"");
  }

  private String action() {
    return one(
        "action",
        "action",
        "action == Action::\"send\"",
        "action in Action::\"use_model\"",
        "action in [Action::\"route\", Action::\"use_model\"]",
        "action in [Action::\"view_model\"]");
  }

  private String resource() {
    return one(
        "resource",
        "resource",
        "resource is Model",
        "resource == Model::\"stand-in\"",
        "resource in ModelGroup::\"general\"",
        "resource is Model in ModelGroup::\"advanced\"");
  }

  private String truth(int depth) {
    if (depth == 0) {
      return one("true", "false", "context.stream", "resource.selfHosted", "principal has mfaAt");
    }
    int next = depth - 1;
    return switch (random.nextInt(19)) {
      case 0 -> "(" + truth(next) + " && " + truth(next) + ")";
      case 1 -> "(" + truth(next) + " || " + truth(next) + " || " + truth(next) + ")";
      case 2 -> "!(" + truth(next) + ")";
      case 3 -> "(if " + truth(next) + " then " + truth(next) + " else " + truth(next) + ")";
      case 4 -> "(" + number(next) + one(" < ", " <= ", " > ", " >= ") + number(next) + ")";
      case 5 -> "(" + any(next) + one(" == ", " != ") + any(next) + ")";
      case 6 -> "(" + text(next) + " == " + text(next) + ")";
      case 7 -> "(" + text(next) + " like \"" + one("*", "g*l", "*a*", "acme", "\\*") + "\")";
      case 8 -> "(" + entity() + " in " + entity() + ")";
      case 9 -> "(" + entity() + " in [" + entity() + ", " + entity() + "])";
      case 10 -> "(" + entity() + " is " + one("User", "Model", "Role in " + entity()) + ")";
      case 11 -> set(next) + ".contains(" + text(next) + ")";
      case 12 -> set(next) + one(".containsAll(", ".containsAny(") + set(next) + ")";
      case 13 -> set(next) + ".isEmpty()";
      case 14 -> one("context", "principal", "resource") + " has " + attribute();
      case 15 -> "(" + time() + one(" < ", " <= ", " == ") + time() + ")";
      case 16 -> "(" + length() + one(" < ", " >= ") + length() + ")";
      case 17 -> address() + one(".isIpv4()", ".isLoopback()", ".isInRange(" + address() + ")");
      default -> decimal() + one(".lessThan(", ".greaterThanOrEqual(") + decimal() + ")";
    };
  }

  private String number(int depth) {
    return depth > 0 && random.nextInt(3) == 0
        ? "(" + number(depth - 1) + one(" + ", " - ", " * ") + number(depth - 1) + ")"
        : one(
            "0",
            "2",
            "(-7)",
            "32000",
            "9223372036854775807",
            "context.tokens",
            "context.classification",
            "principal.clearance",
            "resource.maxClassification",
            length() + ".toMinutes()",
            wrong());
  }

  private String text(int depth) {
    return depth > 0 && random.nextInt(6) == 0
        ? "(if " + truth(depth - 1) + " then " + text(depth - 1) + " else " + text(depth - 1) + ")"
        : one(
            "\"general\"",
            "\"acme\"",
            "\"\\u{e9}\\n\"",
            "context.purpose",
            "principal.tenant",
            "principal.residency",
            "resource.jurisdiction",
            "{a: \"x\", \"b c\": 1}[\"a\"]",
            wrong());
  }

  private String set(int depth) {
    return one(
        "[\"general\", \"coding\"]",
        "[]",
        "[" + text(Math.max(0, depth - 1)) + ", \"salary\"]",
        "context.categories",
        "context.tools",
        "context.unexamined",
        "principal.mayPass",
        depth % 2 == 0 ? "context.detected" : "[[1], [2, 1]]",
        random.nextInt(10) == 0 ? wrong() : "context.kept");
  }

  private String entity() {
    return one(
        "principal",
        "action",
        "resource",
        "User::\"caller\"",
        "Role::\"developer\"",
        "ModelGroup::\"general\"",
        "Action::\"use_model\"",
        random.nextInt(8) == 0 ? wrong() : "Nobody::\"here\"");
  }

  private String time() {
    return one(
        "context.now",
        "principal.mfaAt",
        "principal.expiresAt",
        "datetime(\"2026-11-24\")",
        "datetime(\"2026-11-24T12:00:00.001Z\")",
        "datetime(\"2026-11-24T14:00:00+0230\")",
        "context.now.toDate()",
        "context.now.offset(duration(\"-1h30m\"))",
        "datetime(\"2026-13-01\")");
  }

  private String length() {
    return one(
        "duration(\"1h\")",
        "duration(\"-1d2h3m4s5ms\")",
        "context.now.durationSince(principal.mfaAt)",
        "context.now.toTime()",
        "duration(\"1 hour\")");
  }

  private String address() {
    return one(
        "context.sourceIp",
        "context.sourceIp",
        "ip(\"10.0.0.0/8\")",
        "ip(\"127.0.0.1\")",
        "ip(\"fc00::/7\")",
        "ip(\"::1\")",
        "ip(\"10.0.0.300\")");
  }

  private String decimal() {
    return one("decimal(\"1.5\")", "decimal(\"-0.0001\")", "decimal(\"1.50\")", "decimal(\"1\")");
  }

  private String any(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> number(depth);
      case 1 -> set(depth);
      case 2 -> entity();
      case 3 -> time();
      case 4 -> address();
      case 5 -> "{a: " + text(0) + ", b: " + number(0) + "}";
      default -> text(depth);
    };
  }

  /** A value of another kind than is asked for, or none. */
  private String wrong() {
    return one("true", "7", "\"seven\"", "principal", "[1]", "context.missing", "{a: 1}.b");
  }

  private String attribute() {
    return one("mfaAt", "tenant", "purpose", "selfHosted", "\"breakGlass\"", "missing.deeper");
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
