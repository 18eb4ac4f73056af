package dev.portcullis.redaction;

import dev.portcullis.redaction.detect.DetectorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values that are never reported and values that always are.
 *
 * @param allow exact values, compared without regard to case, that no detector reports
 * @param deny exact values and the type each is reported as, whatever stands around them
 */
public record WordLists(Set<String> allow, Map<String, String> deny) {
  /** No values. */
  public static final WordLists NONE = new WordLists(Set.of(), Map.of());

  /** Copies; the allowed values in lower case. */
  public WordLists {
    Set<String> lower = new TreeSet<>();
    for (String value : allow) {
      lower.add(value.toLowerCase(Locale.ROOT));
    }
    allow = Collections.unmodifiableSet(lower);
    deny = Map.copyOf(deny);
  }

  List<DetectorSpec> detectors() {
    List<DetectorSpec> specs = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(deny).entrySet()) {
      StringBuilder pattern = new StringBuilder();
      for (char c : entry.getKey().toCharArray()) {
        pattern.append(Character.isLetterOrDigit(c) || c == ' ' ? "" : "\\").append(c);
      }
      List<DetectorSpec.PatternSpec> patterns =
          List.of(new DetectorSpec.PatternSpec(1, pattern.toString(), true));
      specs.add(
          new DetectorSpec(
              "deny." + specs.size(),
              entry.getValue(),
              "deny",
              "",
              patterns,
              List.of(),
              "\\w",
              "\\w",
              List.of(),
              false,
              false,
              false,
              List.of(),
              0,
              List.of(),
              "",
              ""));
    }
    return specs;
  }

  /** What of the lists makes a detector set another one. */
  String identity() {
    return new TreeSet<>(allow) + "|" + new TreeMap<>(deny);
  }
}
