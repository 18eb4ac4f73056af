package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gitleaks' own cases, secrets profile: a true positive must be found, and its secret covered.
 *
 * <p>A case that one rule must not match may well hold another rule's secret, and nothing in it
 * says so. Gitleaks itself tells: a span counts against us in every case in which its complete
 * default rule set finds nothing. Without its answer every span counts.
 */
final class SecretScore {
  private final Set<Integer> peer;
  private final boolean verbose;
  private final Scanner scanner = Corpus.scanner(Profile.SECRETS);
  private int truths;
  private int found;
  private int foundByPeer;
  private int covered;
  private int secrets;
  private int negatives;
  private int alarms;
  private int alarmsOfPeer;
  private int against;

  private SecretScore(Set<Integer> peer, boolean verbose) {
    this.peer = peer;
    this.verbose = verbose;
  }

  /** {@code peer}: the numbers of the cases in which gitleaks finds something, one a line. */
  static boolean run(Path file, Path peer, boolean verbose) throws IOException {
    Set<Integer> flagged =
        Files.exists(peer)
            ? Files.readAllLines(peer).stream().map(Integer::valueOf).collect(Collectors.toSet())
            : Set.of();
    SecretScore score = new SecretScore(flagged, verbose);
    int number = 0;
    for (Map<String, Object> row : Corpus.read(file)) {
      if (row.get("label").equals("tp")) {
        score.truth(number, row);
      } else {
        score.negative(number, row);
      }
      number++;
    }
    return score.report();
  }

  private void truth(int number, Map<String, Object> row) {
    String text = (String) row.get("text");
    List<Span> spans = Corpus.scan(scanner, text, false);
    truths++;
    found += spans.isEmpty() ? 0 : 1;
    foundByPeer += peer.contains(number) ? 1 : 0;
    if (row.get("secret") instanceof String value && !value.isEmpty() && text.contains(value)) {
      secrets++;
      int start = text.indexOf(value);
      int end = start + value.length();
      int count =
          spans.stream()
              .mapToInt(s -> Math.max(0, Math.min(s.end(), end) - Math.max(s.start(), start)))
              .sum();
      covered += count >= 0.9 * value.length() ? 1 : 0;
    }
    if (spans.isEmpty() && verbose) {
      System.out.println("  missed " + row.get("rule") + ": " + text);
    }
  }

  private void negative(int number, Map<String, Object> row) {
    String text = (String) row.get("text");
    List<Span> spans = Corpus.scan(scanner, text, false);
    boolean flagged = peer.contains(number);
    negatives++;
    alarmsOfPeer += flagged ? 1 : 0;
    alarms += spans.isEmpty() ? 0 : 1;
    against += spans.isEmpty() || flagged ? 0 : 1;
    if (!spans.isEmpty() && verbose) {
      String who = flagged ? "  alarm, as gitleaks, " : "  alarm ";
      System.out.println(who + row.get("rule") + " by " + spans.get(0).rule() + ": " + text);
    }
  }

  private boolean report() {
    System.out.printf(
        "secrets: found %d of %d (%.2f %%), covered %d of %d; of %d negatives a span in %d (%.2f %%), "
            + "in %d of them (%.2f %%) where gitleaks' whole rule set finds nothing%n",
        found,
        truths,
        100.0 * found / truths,
        covered,
        secrets,
        negatives,
        alarms,
        100.0 * alarms / negatives,
        against,
        100.0 * against / negatives);
    System.out.println(
        peer.isEmpty()
            ? "secrets: gitleaks was not asked, so every span in a negative counts"
            : String.format(
                "secrets: gitleaks' whole rule set finds %d of %d, and something in %d negatives",
                foundByPeer, truths, alarmsOfPeer));
    return found >= 0.998 * truths && against <= 0.01 * negatives;
  }
}
