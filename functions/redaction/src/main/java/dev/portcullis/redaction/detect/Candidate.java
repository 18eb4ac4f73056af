package dev.portcullis.redaction.detect;

/** A value that a detector accepted, in indexes of the window; moves when the window drops text. */
final class Candidate {
  final int detector;
  int start;
  int end;
  final double score;
  final boolean verified;
  final boolean open;
  final int contextWord;

  Candidate(
      int detector,
      int start,
      int end,
      double score,
      boolean verified,
      boolean open,
      int contextWord) {
    this.detector = detector;
    this.start = start;
    this.end = end;
    this.score = score;
    this.verified = verified;
    this.open = open;
    this.contextWord = contextWord;
  }

  /** Orders by checksum, confidence band, length, confidence, and the order of the files. */
  static int better(Candidate a, Candidate b) {
    int order = Integer.compare(b.band(), a.band());
    if (order == 0) {
      order = Integer.compare(b.end - b.start, a.end - a.start);
    }
    if (order == 0) {
      order = Double.compare(b.score, a.score);
    }
    return order != 0 ? order : Integer.compare(a.detector, b.detector);
  }

  private int band() {
    return verified ? 2 : score >= 0.4 ? 1 : 0;
  }

  boolean overlaps(Candidate other) {
    return start < other.end && other.start < end;
  }
}
