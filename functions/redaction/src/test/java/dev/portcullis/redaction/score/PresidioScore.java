package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Presidio's own cases in the strict profile: spans must be exact; names of persons apart. */
final class PresidioScore {
  private PresidioScore() {}

  static boolean run(Path file, boolean verbose) throws IOException {
    Scanner scanner = Corpus.scanner(Profile.STRICT);
    int positives = 0;
    int positivesRight = 0;
    int negatives = 0;
    int negativesRight = 0;
    Map<String, int[]> byType = new TreeMap<>();
    for (Map<String, Object> row : Corpus.read(file)) {
      String type = (String) row.get("entity");
      String text = (String) row.get("text");
      String kind = (String) row.get("kind");
      if (type.equals("PERSON")
          || kind.equals("validate") && !(row.get("expected") instanceof Boolean)) {
        continue;
      }
      if (row.get("test").equals("test_has_valid_birth_date")
          || row.get("test").equals("test_validate_pan_format")) {
        continue;
      }
      Set<String> found = new HashSet<>();
      for (Span span : Corpus.scan(scanner, text, true)) {
        if (span.type().equals(type)) {
          found.add(
              text.codePointCount(0, span.start()) + "-" + text.codePointCount(0, span.end()));
        }
      }
      boolean positive = isPositive(row, kind);
      boolean right = isRight(row, kind, found, text);
      positives += positive ? 1 : 0;
      negatives += positive ? 0 : 1;
      positivesRight += positive && right ? 1 : 0;
      negativesRight += !positive && right ? 1 : 0;
      int[] tally = byType.computeIfAbsent(type, t -> new int[2]);
      tally[right ? 0 : 1]++;
      if (!right && verbose) {
        System.out.println(
            "  wrong "
                + type
                + " "
                + kind
                + " "
                + row.get("spans")
                + " found "
                + found
                + " in "
                + text);
      }
    }
    System.out.printf(
        "presidio strict: positive %d of %d (%.2f %%), negative %d of %d (%.2f %%), types %d%n",
        positivesRight,
        positives,
        100.0 * positivesRight / positives,
        negativesRight,
        negatives,
        100.0 * negativesRight / negatives,
        byType.size());
    return positivesRight >= 0.99 * positives && negativesRight == negatives;
  }

  private static boolean isPositive(Map<String, Object> row, String kind) {
    return switch (kind) {
      case "validate" -> (Boolean) row.get("expected");
      case "context" -> true;
      default -> ((Double) row.get("expected_len")) > 0;
    };
  }

  private static boolean isRight(
      Map<String, Object> row, String kind, Set<String> found, String text) {
    switch (kind) {
      case "spans":
        Set<String> expected = new HashSet<>();
        for (Object span : (List<?>) row.get("spans")) {
          List<?> pair = (List<?>) span;
          expected.add(((Double) pair.get(0)).intValue() + "-" + ((Double) pair.get(1)).intValue());
        }
        return expected.equals(found);
      case "count":
        return found.size() == ((Double) row.get("expected_len")).intValue();
      case "validate":
        boolean whole = found.contains("0-" + text.codePointCount(0, text.length()));
        return whole == (Boolean) row.get("expected");
      default:
        return !found.isEmpty();
    }
  }
}
