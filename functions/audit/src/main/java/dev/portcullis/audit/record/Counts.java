package dev.portcullis.audit.record;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts that go into a record: never negative, never beyond what JSON holds exactly. */
final class Counts {
  private Counts() {}

  static long require(String name, long value) {
    if (value < 0 || value > CanonicalObject.MAX_INTEGER) {
      throw new IllegalArgumentException(name + " is not a count");
    }
    return value;
  }

  static Map<String, Long> copyOf(Map<String, Long> counts) {
    counts.values().forEach(value -> require("a count", value));
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
