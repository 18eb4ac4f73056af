package dev.portcullis.redaction.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads detector files; every mistake is an {@link IllegalArgumentException} with file and line.
 *
 * <p>The format is described in {@code detectors/README.md} beside the files.
 */
public final class DetectorFile {
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "pattern",
          "pattern-i",
          "score",
          "validator",
          "before",
          "after",
          "context",
          "needs",
          "only",
          "keyword",
          "entropy",
          "stop",
          "tail",
          "until",
          "country");

  /** Anything shorter would stand in too many values that are no one's sample. */
  private static final int SHORTEST_PUBLISHED = 10;

  private final String name;
  private final List<DetectorSpec> specs = new ArrayList<>();
  private final Map<String, String> lets = new HashMap<>();
  private final Map<String, String> defaults = new HashMap<>();
  private final List<String> published = new ArrayList<>();
  private Map<String, List<String>> fields = new HashMap<>();
  private String current = "";

  private DetectorFile(String name) {
    this.name = name;
  }

  /**
   * What a file says.
   *
   * @param specs its detectors
   * @param type the type of its published values, empty if there are none
   * @param published values in small letters that no detector of the type reports, in any file
   */
  public record Contents(List<DetectorSpec> specs, String type, List<String> published) {}

  /** Reads a file; {@code name} becomes the family of its detectors. */
  public static Contents parse(String name, String text) {
    DetectorFile file = new DetectorFile(name);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      try {
        file.line(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
      }
    }
    file.close();
    String type = file.published.isEmpty() ? "" : file.defaults.getOrDefault("type", "");
    return new Contents(List.copyOf(file.specs), type, List.copyOf(file.published));
  }

  private void line(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.charAt(0) == '#') {
      return;
    }
    int space = text.indexOf(' ');
    String key = space < 0 ? text : text.substring(0, space);
    String value = space < 0 ? "" : text.substring(space).strip();
    switch (key) {
      case "detector" -> {
        close();
        current = value;
        fields = new HashMap<>();
      }
      case "let" -> let(value);
      case "published" -> publish(value);
      default -> {
        if (!FIELDS.contains(key)) {
          throw new IllegalArgumentException("unknown field " + key);
        }
        if (current.isEmpty()) {
          defaults.put(key, value);
        } else {
          fields.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        }
      }
    }
  }

  private void publish(String value) {
    if (!current.isEmpty() || !defaults.containsKey("type")) {
      throw new IllegalArgumentException(
          "published values are a type's: put them after the file's type, before its first detector");
    }
    if (value.length() < SHORTEST_PUBLISHED) {
      throw new IllegalArgumentException(
          "a published value has at least " + SHORTEST_PUBLISHED + " characters");
    }
    published.add(value.toLowerCase(Locale.ROOT));
  }

  private void let(String value) {
    int equals = value.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("a let needs '='");
    }
    lets.put(value.substring(0, equals).strip(), expand(value.substring(equals + 1).strip()));
  }

  private String expand(String value) {
    if (!value.contains("${")) {
      return value;
    }
    String expanded = value;
    for (Map.Entry<String, String> let : lets.entrySet()) {
      expanded = expanded.replace("${" + let.getKey() + "}", let.getValue());
    }
    if (expanded.contains("${")) {
      throw new IllegalArgumentException("unknown name in " + expanded);
    }
    return expanded;
  }

  private void close() {
    if (current.isEmpty()) {
      return;
    }
    String type = one("type", "");
    if (type.isEmpty()) {
      throw new IllegalArgumentException(name + ": " + current + " has no type");
    }
    double score = Double.parseDouble(one("score", "0.5"));
    List<DetectorSpec.PatternSpec> patterns = new ArrayList<>();
    patterns("pattern", false, score, patterns);
    patterns("pattern-i", true, score, patterns);
    specs.add(
        new DetectorSpec(
            name + "." + current,
            type,
            name,
            one("country", ""),
            List.copyOf(patterns),
            many("validator"),
            expand(one("before", "\\w")),
            expand(one("after", "\\w")),
            many("context"),
            one("needs", "").equals("context"),
            one("needs", "").equals("word"),
            one("only", "").equals("strict"),
            many("keyword"),
            Double.parseDouble(one("entropy", "0")),
            many("stop"),
            expand(one("tail", "")),
            one("until", "")));
    current = "";
  }

  private void patterns(
      String key, boolean anyCase, double score, List<DetectorSpec.PatternSpec> into) {
    for (String value : fields.getOrDefault(key, List.of())) {
      int space = value.indexOf(' ');
      boolean scored = space > 2 && value.startsWith("0.");
      for (int i = 2; scored && i < space; i++) {
        scored = value.charAt(i) >= '0' && value.charAt(i) <= '9';
      }
      double own = scored ? Double.parseDouble(value.substring(0, space)) : score;
      String source = expand(scored ? value.substring(space).strip() : value);
      into.add(new DetectorSpec.PatternSpec(own, source, anyCase));
    }
  }

  private String one(String key, String otherwise) {
    List<String> values = fields.get(key);
    return values != null ? values.get(values.size() - 1) : defaults.getOrDefault(key, otherwise);
  }

  private List<String> many(String key) {
    List<String> all = new ArrayList<>();
    String fallback = defaults.getOrDefault(key, "");
    for (String line : fields.getOrDefault(key, List.of(fallback))) {
      for (String part : line.split(",", -1)) {
        if (!part.isBlank()) {
          all.add(part.strip());
        }
      }
    }
    return List.copyOf(all);
  }
}
