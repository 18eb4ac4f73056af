package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Values in 22 disguises, default profile: covered when spans of any type cover nine tenths. */
final class EvasionScore {
  private EvasionScore() {}

  static boolean run(Path file, boolean verbose) throws IOException {
    Scanner scanner = Corpus.scanner(Profile.DEFAULT);
    Map<String, int[]> tallies = new TreeMap<>();
    int covered = 0;
    int typed = 0;
    int total = 0;
    for (Map<String, Object> row : Corpus.read(file)) {
      String text = (String) row.get("text");
      int start = Corpus.offset(text, row.get("start"));
      int end = Corpus.offset(text, row.get("end"));
      boolean[] in = new boolean[text.length()];
      boolean[] same = new boolean[text.length()];
      for (Span span : Corpus.scan(scanner, text, false)) {
        for (int i = span.start(); i < span.end(); i++) {
          in[i] = true;
          same[i] |= span.type().equals(row.get("entity"));
        }
      }
      int count = 0;
      int ofType = 0;
      for (int i = start; i < end; i++) {
        count += in[i] ? 1 : 0;
        ofType += same[i] ? 1 : 0;
      }
      boolean right = count >= 0.9 * (end - start);
      total++;
      covered += right ? 1 : 0;
      typed += ofType >= 0.9 * (end - start) ? 1 : 0;
      int[] tally = tallies.computeIfAbsent((String) row.get("disguise"), d -> new int[2]);
      tally[0]++;
      tally[1] += right ? 1 : 0;
      if (!right && verbose) {
        System.out.println(
            "  missed "
                + row.get("disguise")
                + " "
                + row.get("entity")
                + " ["
                + text.substring(start, end)
                + "] in ..."
                + text.substring(Math.max(0, start - 40), Math.min(text.length(), end + 20))
                    .replace('\n', '~'));
      }
    }
    boolean each = true;
    for (Map.Entry<String, int[]> entry : tallies.entrySet()) {
      double share = (double) entry.getValue()[1] / entry.getValue()[0];
      each &= share >= 0.9;
      System.out.printf("  %-24s %.3f of %d%n", entry.getKey(), share, entry.getValue()[0]);
    }
    System.out.printf(
        "evasion: covered %.4f of %d, with the right type %.4f%n",
        (double) covered / total, total, (double) typed / total);
    return each && covered >= 0.95 * total;
  }
}
