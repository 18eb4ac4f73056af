package dev.portcullis.authorization;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One policy set in force, immutable. */
final class LoadedPolicies {
  private static final PolicyEngine.Verdict SILENT =
      new PolicyEngine.Verdict(false, List.of(), List.of(), List.of(), List.of());

  private final PolicyVersion version;
  private final PolicyEngine engine;
  private final Catalogue catalogue;

  LoadedPolicies(PolicyVersion version, PolicyEngine engine, Catalogue catalogue) {
    this.version = version;
    this.engine = engine;
    this.catalogue = catalogue;
  }

  /** No policies: everything is denied, and says so. */
  static LoadedPolicies none() {
    return new LoadedPolicies(
        new PolicyVersion(""),
        new PolicyEngine() {
          @Override
          public int size() {
            return 0;
          }

          @Override
          public Verdict evaluate(AccessRequest request, Catalogue unused) {
            return SILENT;
          }
        },
        Catalogue.empty());
  }

  String version() {
    return version.text();
  }

  int size() {
    return engine.size();
  }

  List<String> catalogue(String resourceType) {
    return catalogue.ids(resourceType);
  }

  Map<String, Object> facts(String resourceType, String id) {
    return catalogue.find(resourceType, id).map(Catalogue.Entry::attributes).orElse(Map.of());
  }

  Decision authorize(AccessRequest request) {
    if (engine.size() == 0) {
      return decision(request, DecisionReason.NO_POLICIES, SILENT);
    } else if (!catalogue.knows(request.resourceType(), request.resourceId())) {
      return decision(request, DecisionReason.UNKNOWN_RESOURCE, SILENT);
    } else if (!CredentialScope.covers(request)) {
      return decision(request, DecisionReason.OUT_OF_SCOPE, SILENT);
    }
    try {
      PolicyEngine.Verdict verdict = engine.evaluate(request, catalogue);
      return decision(request, reason(verdict), verdict);
    } catch (IllegalArgumentException unreadable) {
      return decision(request, DecisionReason.INVALID_REQUEST, SILENT);
    }
  }

  private static DecisionReason reason(PolicyEngine.Verdict verdict) {
    if (!verdict.errors().isEmpty()) {
      // Cedar skips a policy that fails, so a forbid that fails would be a permit. Here it denies.
      return DecisionReason.EVALUATION_ERROR;
    } else if (verdict.allow()) {
      return DecisionReason.PERMITTED;
    }
    return verdict.determining().isEmpty()
        ? DecisionReason.NOT_PERMITTED
        : DecisionReason.FORBIDDEN;
  }

  private Decision decision(
      AccessRequest request, DecisionReason reason, PolicyEngine.Verdict verdict) {
    boolean failed = reason == DecisionReason.EVALUATION_ERROR;
    return new Decision(
        reason,
        sorted(failed ? verdict.failed() : verdict.determining()),
        verdict.errors(),
        version,
        request,
        sorted(verdict.alarms()));
  }

  /** Sorted, each once. */
  private static List<String> sorted(List<String> names) {
    return names.size() < 2 ? names : List.copyOf(new TreeSet<>(names));
  }
}
