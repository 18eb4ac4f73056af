package dev.portcullis.authorization.tokens;

import java.util.List;
import java.util.Map;

/** What a platform fixes about the tokens of its workloads; a file's own fields win. */
final class Presets {
  private Presets() {}

  static Map<String, Object> of(Map<String, Object> given) {
    Object preset = given.get("preset");
    if (preset == null) {
      return Map.of();
    }
    return switch (String.valueOf(preset)) {
      case "entra-managed-identity" -> entra(given);
      case "google-service-account" ->
          Map.of(
              "issuer", "https://accounts.google.com",
              "keys", "https://www.googleapis.com/oauth2/v3/certs",
              "algorithm", "RS256",
              "types", List.of("JWT"),
              "principal", "Workload",
              "longestHours", 1L,
              "required", Map.of("email_verified", true));
      case "kubernetes-service-account" ->
          Map.of(
              "algorithm", "RS256",
              // The API server sends no typ.
              "types", List.of("", "JWT"),
              "principal", "Workload");
      default -> throw new IllegalArgumentException("unknown preset '" + preset + "'");
    };
  }

  private static Map<String, Object> entra(Map<String, Object> given) {
    if (!(given.get("directory") instanceof String directory)
        || !directory.matches("[0-9a-f-]{36}")) {
      throw new IllegalArgumentException("'directory' must be the directory's (tenant's) id");
    }
    String base = "https://login.microsoftonline.com/" + directory;
    return Map.of(
        "issuer",
        base + "/v2.0",
        "keys",
        base + "/discovery/v2.0/keys",
        "algorithm",
        "RS256",
        "types",
        List.of("JWT"),
        "principal",
        "Workload",
        "id",
        "oid",
        // The directory is checked again: issuer texts of several clouds look alike.
        "required",
        Map.of("tid", directory));
  }
}
