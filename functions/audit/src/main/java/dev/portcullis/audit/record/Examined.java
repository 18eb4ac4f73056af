package dev.portcullis.audit.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the detectors looked at in one direction, what they found, and what nobody looked at.
 *
 * @param detectorSet the version of the detector set
 * @param detectors the names of its detectors or profiles
 * @param bytesExamined how many bytes were examined
 * @param bytesDelivered how many bytes went on: to the model, or to the caller
 * @param bytesWithheld how many bytes were held back
 * @param findings how many values of each type were found
 * @param placeholders how many values were replaced so that they can come back
 * @param restored how many placeholders were restored to the caller's values
 * @param masked how many values were masked for good
 * @param notExamined what was let through or refused without being examined
 */
public record Examined(
    String detectorSet,
    List<String> detectors,
    long bytesExamined,
    long bytesDelivered,
    long bytesWithheld,
    Map<String, Long> findings,
    long placeholders,
    long restored,
    long masked,
    List<NotExamined> notExamined) {

  /** What kind of content was not examined. */
  public enum Kind {
    IMAGE,
    AUDIO,
    VIDEO,
    FILE,
    /** Named only: the provider has it already. */
    STORED,
    UNKNOWN_PART,
    ENCODED,
    OVER_BUDGET,
    OTHER
  }

  /**
   * Content that no detector saw.
   *
   * @param kind what it was
   * @param parts how many
   * @param bytes their size as far as known
   * @param passed true if a policy let it through unexamined, false if it was withheld
   */
  public record NotExamined(Kind kind, long parts, long bytes, boolean passed) {
    public NotExamined {
      Objects.requireNonNull(kind, "kind");
      Counts.require("parts", parts);
      Counts.require("bytes", bytes);
    }
  }

  public Examined {
    Objects.requireNonNull(detectorSet, "detectorSet");
    detectors = List.copyOf(detectors);
    Counts.require("bytesExamined", bytesExamined);
    Counts.require("bytesDelivered", bytesDelivered);
    Counts.require("bytesWithheld", bytesWithheld);
    findings = Counts.copyOf(findings);
    Counts.require("placeholders", placeholders);
    Counts.require("restored", restored);
    Counts.require("masked", masked);
    notExamined = List.copyOf(notExamined);
  }

  /** Nothing was examined and nothing was delivered. */
  public static Examined nothing(String detectorSet) {
    return new Examined(detectorSet, List.of(), 0, 0, 0, Map.of(), 0, 0, 0, List.of());
  }

  /** How many values were found in all. */
  public long found() {
    return findings.values().stream().mapToLong(Long::longValue).sum();
  }
}
