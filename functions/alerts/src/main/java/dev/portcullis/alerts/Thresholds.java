package dev.portcullis.alerts;

import java.time.Duration;
import java.util.Objects;

/**
 * When an alert is raised. Every number is a deployment's to choose; {@link #defaults} suits a
 * gateway of some hundred users.
 *
 * @param refusals so many refused calls of one principal, or of one network where nobody was
 *     authenticated, within {@code refusalWindow}
 * @param refusalWindow the span they are counted over
 * @param volumeWindow the span that requests are counted over
 * @param volumeFloor below so many requests in a window nothing is unusual
 * @param volumeFactor unusual is more than so many times the window's usual number
 * @param volumeCeiling always unusual, also without a history
 * @param unproven how long an event may wait for a signed checkpoint that covers it
 * @param silence how long the log may be without a new checkpoint while events wait
 * @param skew how far a record's time may be from the time it was stored, and ahead of ours
 * @param gapPatience how long a missing record of a writer may still be on its way
 * @param repeat how long an alert about the same thing is not raised again
 */
public record Thresholds(
    int refusals,
    Duration refusalWindow,
    Duration volumeWindow,
    int volumeFloor,
    int volumeFactor,
    int volumeCeiling,
    Duration unproven,
    Duration silence,
    Duration skew,
    Duration gapPatience,
    Duration repeat) {
  public Thresholds {
    if (refusals < 1 || volumeFloor < 1 || volumeFactor < 1 || volumeCeiling < volumeFloor) {
      throw new IllegalArgumentException("counts start at 1, and the ceiling is above the floor");
    }
    positive("refusalWindow", refusalWindow);
    positive("volumeWindow", volumeWindow);
    positive("unproven", unproven);
    positive("silence", silence);
    positive("skew", skew);
    positive("gapPatience", gapPatience);
    positive("repeat", repeat);
  }

  /** Thresholds to begin with. */
  public static Thresholds defaults() {
    return new Thresholds(
        10,
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        200,
        5,
        10_000,
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofHours(1));
  }

  private static void positive(String name, Duration duration) {
    Objects.requireNonNull(duration, name);
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be longer than nothing");
    }
  }
}
