package dev.portcullis.audit.log;

import java.util.Objects;

/**
 * What a run of the sequencer did and where the log is now.
 *
 * @param commit the last commit's number; -1 for an empty log
 * @param size how many entries the last commit covers
 * @param added how many of them this run committed
 * @param publication how far the world can see
 */
public record Progress(long commit, long size, long added, Publication publication) {
  public Progress {
    Objects.requireNonNull(publication, "publication");
  }

  /** How far the last commit has come. */
  public enum Publication {
    /** Signed and published, and as many witnesses as asked for have cosigned: provable. */
    PROVEN,
    /** Signed and published, with fewer witnesses than asked for. */
    SIGNED,
    /** Committed; signing or publishing failed for now, and the next run does it. */
    WAITING
  }
}
