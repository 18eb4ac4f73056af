package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Detector;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import dev.portcullis.redaction.ordinary.OrdinaryText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * False alarms in 2 MB of ordinary text, default profile: spans that touch no label of their type,
 * for each 100 KB. A type that a checksum decides may have one.
 */
final class OrdinaryScore {
  private static final int CHARACTERS = 2_000_000;
  private static final long SEED = 20_261_126;

  private OrdinaryScore() {}

  static boolean run(boolean verbose) {
    Scanner scanner = Corpus.scanner(Profile.DEFAULT);
    Map<String, Map<String, Integer>> alarms = new TreeMap<>();
    Set<String> checked = new TreeSet<>();
    int characters = 0;
    int labels = 0;
    int found = 0;
    for (OrdinaryText.Sample sample : new OrdinaryText(SEED).samples(CHARACTERS)) {
      characters += sample.text().length();
      labels += sample.labels().size();
      for (Span span : Corpus.scan(scanner, sample.text(), false)) {
        boolean right =
            sample.labels().stream()
                .anyMatch(
                    label ->
                        label.type().equals(span.type())
                            && label.start() < span.end()
                            && span.start() < label.end());
        found += right ? 1 : 0;
        if (!right) {
          alarms
              .computeIfAbsent(span.type(), t -> new TreeMap<>())
              .merge(sample.kind(), 1, Integer::sum);
          if (span.score() == 1) {
            checked.add(span.type());
          }
          if (verbose) {
            String text = sample.text();
            System.out.printf(
                "  alarm %s %s %s [%s] after [%s]%n",
                span.type(),
                span.rule(),
                sample.kind(),
                text.substring(span.start(), span.end()),
                text.substring(Math.max(0, span.start() - 50), span.start()).replace('\n', '~'));
          }
        }
      }
    }
    boolean met = true;
    Set<String> never = new TreeSet<>();
    for (Detector detector : scanner.detectors().detectors()) {
      if (!alarms.containsKey(detector.type())) {
        never.add(detector.type());
      }
    }
    for (Map.Entry<String, Map<String, Integer>> entry : alarms.entrySet()) {
      int count = entry.getValue().values().stream().mapToInt(Integer::intValue).sum();
      double rate = count * 100_000.0 / characters;
      boolean checksum = checked.contains(entry.getKey());
      met &= !checksum || rate <= 1;
      System.out.printf(
          "  %-28s %6.2f for each 100 KB%s, %d: %s%n",
          entry.getKey(), rate, checksum ? " (checksum)" : "", count, entry.getValue());
    }
    System.out.printf(
        "ordinary text: %d characters, %d of %d spans are labelled ones of %d, %d types never%n",
        characters,
        found,
        found + alarms.values().stream().flatMap(m -> m.values().stream()).mapToInt(n -> n).sum(),
        labels,
        never.size());
    return met;
  }
}
