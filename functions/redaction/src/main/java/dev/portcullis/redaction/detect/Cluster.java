package dev.portcullis.redaction.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Candidates that overlap one another, and the choice among them. */
final class Cluster {
  final List<Candidate> candidates = new ArrayList<>();
  private final Program program;
  private final boolean every;

  /** {@code every}: overlapping values of different types are all reported. */
  Cluster(Program program, boolean every) {
    this.program = program;
    this.every = every;
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  /** The candidates that win, ordered by start; the cluster is empty afterwards. */
  List<Candidate> resolve() {
    List<Candidate> winners = new ArrayList<>();
    candidates.sort(Candidate::better);
    for (Candidate candidate : candidates) {
      boolean free = true;
      for (Candidate winner : winners) {
        free &= !(candidate.overlaps(winner) && compete(candidate, winner));
      }
      if (free) {
        winners.add(candidate);
      }
    }
    candidates.clear();
    winners.sort(Comparator.comparingInt((Candidate c) -> c.start).thenComparingInt(c -> c.end));
    return winners;
  }

  private boolean compete(Candidate one, Candidate other) {
    return !every || program.spec(one.detector).type().equals(program.spec(other.detector).type());
  }

  void drop(int count) {
    for (Candidate candidate : candidates) {
      candidate.start -= count;
      candidate.end -= count;
    }
  }
}
