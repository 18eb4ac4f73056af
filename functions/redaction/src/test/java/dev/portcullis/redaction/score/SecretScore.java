package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gitleaks' own cases, secrets profile: a true positive must be found, and its secret covered.
 *
 * <p>A case that one rule must not match may well hold another rule's secret, and nothing in it
 * says so. What counts as a false alarm is therefore a span by a detector that knows a provider's
 * form and that finds this very rule's true positives; any span at all is printed beside it.
 */
final class SecretScore {
  private SecretScore() {}

  static boolean run(Path file, boolean verbose) throws IOException {
    Scanner scanner = Corpus.scanner(Profile.SECRETS);
    int truths = 0;
    int found = 0;
    int covered = 0;
    int secrets = 0;
    int falses = 0;
    int alarms = 0;
    int known = 0;
    Map<String, int[]> missed = new TreeMap<>();
    Map<String, Set<String>> detectors = new TreeMap<>();
    List<Map<String, Object>> rows = new ArrayList<>(Corpus.read(file));
    rows.sort(Comparator.comparing(row -> !row.get("label").equals("tp")));
    for (Map<String, Object> row : rows) {
      String text = (String) row.get("text");
      List<Span> spans = Corpus.scan(scanner, text, false);
      if (row.get("label").equals("tp")) {
        truths++;
        found += spans.isEmpty() ? 0 : 1;
        for (Span span : spans) {
          if (!span.rule().startsWith("credentials-generic.")) {
            detectors
                .computeIfAbsent((String) row.get("rule"), r -> new HashSet<>())
                .add(span.rule());
          }
        }
        Object secret = row.get("secret");
        if (secret instanceof String value && !value.isEmpty() && text.contains(value)) {
          secrets++;
          int start = text.indexOf(value);
          int count = 0;
          for (Span span : spans) {
            count +=
                Math.max(
                    0,
                    Math.min(span.end(), start + value.length()) - Math.max(span.start(), start));
          }
          covered += count >= 0.9 * value.length() ? 1 : 0;
        }
        if (spans.isEmpty()) {
          missed.computeIfAbsent((String) row.get("rule"), r -> new int[1])[0]++;
          if (verbose) {
            System.out.println("  missed " + row.get("rule") + ": " + text);
          }
        }
      } else {
        falses++;
        alarms += spans.isEmpty() ? 0 : 1;
        Set<String> own = detectors.getOrDefault((String) row.get("rule"), Set.of());
        known += spans.stream().anyMatch(s -> own.contains(s.rule())) ? 1 : 0;
        if (!spans.isEmpty() && verbose) {
          System.out.println(
              "  alarm " + row.get("rule") + " by " + spans.get(0).rule() + ": " + text);
        }
      }
    }
    System.out.printf(
        "secrets: found %d of %d (%.2f %%), covered %d of %d, false alarms %d of %d (%.2f %%), any span in %d of them (%.2f %%), rules missed %d%n",
        found,
        truths,
        100.0 * found / truths,
        covered,
        secrets,
        known,
        falses,
        100.0 * known / falses,
        alarms,
        100.0 * alarms / falses,
        missed.size());
    return found >= 0.998 * truths && known <= 0.01 * falses;
  }
}
