package dev.portcullis.audit.verify;

import java.util.List;

/**
 * What a verification found.
 *
 * @param size how many entries the commits cover
 * @param proven how many of them the signed checkpoint covers
 * @param commits how many commits there are
 * @param batches how many intake objects they take
 * @param pending sealed intake objects that the next run will commit
 * @param seals how many seals there are
 * @param duplicates how many entries repeat an event id seen within the last {@link
 *     SeenEvents#WINDOW} events; both are kept, and a reader counts the first
 * @param duplicateIds the first such event ids with the index of the repetition
 * @param faults what is wrong, at most {@link LogVerifier#MOST_FAULTS}
 */
public record Report(
    long size,
    long proven,
    long commits,
    long batches,
    long pending,
    long seals,
    long duplicates,
    List<Duplicate> duplicateIds,
    List<Fault> faults) {

  /**
   * An entry that repeats an event.
   *
   * @param index its place in the log
   * @param eventId the event
   */
  public record Duplicate(long index, String eventId) {}

  public Report {
    duplicateIds = List.copyOf(duplicateIds);
    faults = List.copyOf(faults);
  }

  /** True if nothing is wrong. */
  public boolean verified() {
    return faults.isEmpty();
  }
}
