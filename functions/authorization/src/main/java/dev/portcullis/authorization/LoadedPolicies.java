package dev.portcullis.authorization;

import java.util.List;

/** One policy set in force, immutable. */
final class LoadedPolicies {
  private final String version;

  private LoadedPolicies(String version) {
    this.version = version;
  }

  static LoadedPolicies none() {
    return new LoadedPolicies("");
  }

  String version() {
    return version;
  }

  List<String> catalogue(String resourceType) {
    return List.of();
  }

  Decision authorize(AccessRequest request) {
    return new Decision(
        false,
        DecisionReason.NO_POLICIES,
        List.of(),
        List.of(),
        version,
        InputDigest.of(request),
        List.of());
  }
}
