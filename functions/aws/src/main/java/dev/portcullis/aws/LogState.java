package dev.portcullis.aws;

import dev.portcullis.alerts.LogHealth;
import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.Hint;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.WormStore;
import dev.portcullis.ports.WormStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the log is, seen from outside the sequencer, so that a sequencer that stands still is
 * noticed: what lies in the intake behind the last commit waits for it. The forks that a witness
 * showed to the sequencer are in it.
 *
 * <p>An object that the last commit just missed counts as waiting only from the next commit on;
 * that is a question of seconds where the thresholds are minutes.
 */
final class LogState {
  private static final int PAGE = 1_000;
  private static final Duration LATE = Duration.ofMinutes(2);

  private final WormStore worm;
  private final PublicationStore published;
  private final InstantSource clock;

  LogState(WormStore worm, PublicationStore published, InstantSource clock) {
    this.worm = Objects.requireNonNull(worm, "worm");
    this.published = Objects.requireNonNull(published, "published");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * The state at this moment.
   *
   * @param size how many entries the published checkpoint covers
   */
  LogHealth now(long size) {
    Optional<Hint> hint = published.get(Hint.KEY).flatMap(Hint::parse);
    long signed = hint.map(Hint::number).orElse(-1L);
    Optional<Instant> lastCheckpoint = Optional.empty();
    Optional<Entry> last = Optional.empty();
    Optional<Instant> oldest = Optional.empty();
    long waiting = 0;
    String after = signed < 1 ? "" : Commit.key(signed - 1);
    List<Entry> page;
    do {
      page = worm.list(Commit.PREFIX, after, PAGE);
      for (Entry commit : page) {
        if (commit.key().equals(Commit.key(Math.max(signed, 0))) && signed >= 0) {
          lastCheckpoint = Optional.of(commit.stored());
        } else if (commit.key().compareTo(Commit.key(Math.max(signed, 0))) > 0 || signed < 0) {
          // Committed and not signed yet.
          waiting++;
          oldest = oldest.or(() -> Optional.of(commit.stored()));
        }
        last = Optional.of(commit);
        after = commit.key();
      }
    } while (page.size() == PAGE);
    Instant since = last.map(Entry::stored).orElse(Instant.EPOCH);
    for (Entry intake : intake(since)) {
      if (intake.stored().isAfter(since)) {
        waiting++;
        boolean older = oldest.map(intake.stored()::isBefore).orElse(true);
        oldest = older ? Optional.of(intake.stored()) : oldest;
      }
    }
    Instant now = clock.instant();
    return new LogHealth(now, size, waiting, oldest, lastCheckpoint, ForkMarks.recent(worm, now));
  }

  /** The first page is enough: whether anything waits and since when is what is asked. */
  private List<Entry> intake(Instant since) {
    String after =
        since.equals(Instant.EPOCH)
            ? ""
            : IntakeKeys.before(since.minus(LATE).getEpochSecond() / 60);
    return worm.list(IntakeKeys.PREFIX, after, PAGE);
  }
}
