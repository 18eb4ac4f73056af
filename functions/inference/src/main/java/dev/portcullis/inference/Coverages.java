package dev.portcullis.inference;

import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.Examined.Kind;
import dev.portcullis.audit.record.Examined.NotExamined;
import dev.portcullis.redaction.session.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a session examined, as the record of a call states it. */
final class Coverages {
  private Coverages() {}

  /**
   * The way to the model.
   *
   * @param delivered bytes that go on; 0 for a call that is refused
   * @param passed whether a policy let unexaminable parts through
   */
  static Examined request(Coverage coverage, long delivered, boolean passed) {
    List<NotExamined> parts = new ArrayList<>();
    coverage.unexaminable().forEach((kind, count) -> parts.add(part(kind, count, passed)));
    coverage.withheld().forEach((reason, count) -> parts.add(withheld(reason, count)));
    return new Examined(
        coverage.detectors(),
        List.of(),
        coverage.requestBytes(),
        delivered,
        0,
        counts(coverage.requestFindings()),
        sum(coverage.requestFindings()),
        0,
        0,
        parts);
  }

  /**
   * The way back.
   *
   * @param delivered bytes that went to the caller
   * @param received bytes that came from the model
   * @param removed parts taken out because nothing could examine them
   * @param withheld whether the rest of the reply was held back
   */
  static Examined reply(
      Coverage coverage, long delivered, long received, int removed, boolean withheld) {
    List<NotExamined> parts = new ArrayList<>();
    if (removed > 0) {
      parts.add(new NotExamined(Kind.ENCODED, removed, 0, false));
    }
    if (withheld) {
      parts.add(new NotExamined(Kind.OTHER, 1, 0, false));
    }
    return new Examined(
        coverage.detectors(),
        List.of(),
        coverage.replyBytes(),
        delivered,
        withheld ? Math.max(0, received - delivered) : 0,
        counts(coverage.replyFindings()),
        0,
        coverage.restored(),
        sum(coverage.replyFindings()),
        parts);
  }

  private static NotExamined part(String kind, int count, boolean passed) {
    Kind recorded =
        switch (kind) {
          case "IMAGE" -> Kind.IMAGE;
          case "AUDIO" -> Kind.AUDIO;
          case "FILE" -> Kind.FILE;
          case "STORED" -> Kind.STORED;
          case "UNKNOWN_PART" -> Kind.UNKNOWN_PART;
          default -> Kind.ENCODED;
        };
    return new NotExamined(recorded, count, 0, passed);
  }

  private static NotExamined withheld(String reason, int count) {
    Kind recorded =
        switch (reason) {
          case "OVER_BUDGET", "TOO_LARGE" -> Kind.OVER_BUDGET;
          default -> Kind.OTHER;
        };
    return new NotExamined(recorded, count, 0, false);
  }

  private static Map<String, Long> counts(SortedMap<String, Integer> findings) {
    Map<String, Long> counts = new TreeMap<>();
    findings.forEach((type, count) -> counts.put(type, (long) count));
    return counts;
  }

  private static long sum(SortedMap<String, Integer> findings) {
    return findings.values().stream().mapToLong(Integer::longValue).sum();
  }
}
