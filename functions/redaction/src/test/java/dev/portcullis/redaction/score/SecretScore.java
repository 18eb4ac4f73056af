package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gitleaks' own cases, secrets profile: a true positive must be found, and its secret covered. */
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
    Map<String, int[]> missed = new TreeMap<>();
    for (Map<String, Object> row : Corpus.read(file)) {
      String text = (String) row.get("text");
      List<Span> spans = Corpus.scan(scanner, text, false);
      if (row.get("label").equals("tp")) {
        truths++;
        found += spans.isEmpty() ? 0 : 1;
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
        if (!spans.isEmpty() && verbose) {
          System.out.println(
              "  alarm " + row.get("rule") + " by " + spans.get(0).rule() + ": " + text);
        }
      }
    }
    System.out.printf(
        "secrets: found %d of %d (%.2f %%), covered %d of %d, false alarms %d of %d (%.2f %%), rules missed %d%n",
        found,
        truths,
        100.0 * found / truths,
        covered,
        secrets,
        alarms,
        falses,
        100.0 * alarms / falses,
        missed.size());
    return found >= 0.998 * truths && alarms <= 0.01 * falses;
  }
}
