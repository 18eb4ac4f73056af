package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Presidio's synthetic texts in the default profile. A labelled span is found when spans of its
 * type cover nine tenths of it; a found span is right when half of it lies in labelled spans of its
 * type.
 */
final class SynthScore {
  private static final Map<String, String> NAMES =
      Map.of(
          "STREET_ADDRESS",
          "LOCATION",
          "GPE",
          "LOCATION",
          "DOMAIN_NAME",
          "URL",
          "ZIP_CODE",
          "LOCATION");

  private SynthScore() {}

  private record Labelled(String type, int start, int end, String source) {}

  private static String group(String type) {
    String name = NAMES.getOrDefault(type, type);
    return name.endsWith("_POSTCODE") || name.equals("DE_PLZ") || name.equals("CA_POSTAL_CODE")
        ? "LOCATION"
        : name;
  }

  static boolean run(Path file, boolean verbose) throws IOException {
    Scanner scanner = Corpus.scanner(Profile.DEFAULT);
    Map<String, int[]> tallies = new TreeMap<>();
    int[] all = new int[4];
    for (Map<String, Object> row : Corpus.read(file)) {
      String text = (String) row.get("text");
      List<Labelled> gold = new ArrayList<>();
      for (Object item : (List<?>) row.get("spans")) {
        Map<?, ?> span = (Map<?, ?>) item;
        String type = (String) span.get("entity");
        gold.add(
            new Labelled(
                group(type),
                Corpus.offset(text, span.get("start")),
                Corpus.offset(text, span.get("end")),
                type));
      }
      List<Labelled> found = new ArrayList<>();
      for (Span span : Corpus.scan(scanner, text, false)) {
        found.add(new Labelled(group(span.type()), span.start(), span.end(), span.rule()));
      }
      for (Labelled label : gold) {
        int typed = covered(label, found, true);
        int any = covered(label, found, false);
        int length = label.end - label.start;
        int[] tally = tallies.computeIfAbsent(label.source, t -> new int[4]);
        tally[0]++;
        all[0]++;
        if (typed >= 0.9 * length) {
          tally[1]++;
        } else if (verbose) {
          System.out.println(
              "  missed "
                  + label.source
                  + " ["
                  + text.substring(label.start, label.end)
                  + "] in ..."
                  + text.substring(
                          Math.max(0, label.start - 40), Math.min(text.length(), label.end + 20))
                      .replace('\n', '~'));
        }
        all[1] += any >= 0.9 * length ? 1 : 0;
      }
      for (Labelled span : found) {
        int length = span.end - span.start;
        boolean right = covered(span, gold, true) >= 0.5 * length;
        int[] tally = tallies.computeIfAbsent("found " + span.type, t -> new int[4]);
        tally[2]++;
        tally[3] += right ? 1 : 0;
        all[2]++;
        all[3] += covered(span, gold, false) >= 0.5 * length ? 1 : 0;
        if (!right && verbose) {
          System.out.println(
              "  extra "
                  + span.type
                  + " "
                  + span.source
                  + " ["
                  + text.substring(span.start, span.end)
                  + "] in ..."
                  + text.substring(
                          Math.max(0, span.start - 40), Math.min(text.length(), span.end + 20))
                      .replace('\n', '~'));
        }
      }
    }
    tallies.forEach(
        (type, t) -> {
          if (t[0] > 0) {
            System.out.printf(
                "  %-28s recall    %.3f (%d of %d)%n", type, (double) t[1] / t[0], t[1], t[0]);
          } else {
            System.out.printf(
                "  %-28s precision %.3f (%d of %d)%n", type, (double) t[3] / t[2], t[3], t[2]);
          }
        });
    double recall = (double) all[1] / all[0];
    double precision = (double) all[3] / all[2];
    double f2 = 5 * precision * recall / (4 * precision + recall);
    double typedRecall = tallies.values().stream().mapToInt(t -> t[1]).sum() / (double) all[0];
    double typedPrecision = tallies.values().stream().mapToInt(t -> t[3]).sum() / (double) all[2];
    double typedF2 = 5 * typedPrecision * typedRecall / (4 * typedPrecision + typedRecall);
    System.out.printf(
        "synth default, any type: recall %.3f precision %.3f F2 %.3f%n", recall, precision, f2);
    System.out.printf(
        "synth default, typed:    recall %.3f precision %.3f F2 %.3f%n",
        typedRecall, typedPrecision, typedF2);
    return f2 >= 0.65;
  }

  private static int covered(Labelled span, List<Labelled> by, boolean typed) {
    int covered = 0;
    for (int i = span.start; i < span.end; i++) {
      int at = i;
      boolean in =
          by.stream()
              .anyMatch(o -> at >= o.start && at < o.end && (!typed || o.type.equals(span.type)));
      covered += in ? 1 : 0;
    }
    return covered;
  }
}
