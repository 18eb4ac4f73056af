package dev.portcullis.audit.record;

import java.util.Locale;

/** How a constant is written in a record: lower case, so that a query is easy to type. */
final class Names {
  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
