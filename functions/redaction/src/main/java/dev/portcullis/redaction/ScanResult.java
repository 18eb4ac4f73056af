package dev.portcullis.redaction;

import java.util.List;

/** The whole text was examined, or none of it counts as examined; there is nothing in between. */
public sealed interface ScanResult {
  /**
   * Every character was examined.
   *
   * @param spans what was found, ordered by start; spans of {@link Scanner#scan} never overlap
   */
  record Scanned(List<Span> spans) implements ScanResult {
    /** Copies the list. */
    public Scanned {
      spans = List.copyOf(spans);
    }
  }

  /**
   * The text was not examined; it must not be delivered.
   *
   * @param reason what stopped the scan
   */
  record Unscanned(Reason reason) implements ScanResult {}
}
