package dev.portcullis.limits;

import java.util.Locale;
import java.util.Optional;

/** Whose account a limit belongs to. */
enum Scope {
  KEY,
  PRINCIPAL,
  TENANT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Scope> named(String label) {
    for (Scope scope : values()) {
      if (scope.label().equals(label)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
