package dev.portcullis.rotation;

import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a credential is due where nothing outside says so. The same due time is the same token. */
final class Schedule {
  /** Attempts after failed ones are spread: the n-th waits so many times n squared. */
  private static final Duration SPREAD = Duration.ofHours(1);

  private Schedule() {}

  /** The trigger for the rotation that is due or under way; empty if there is none. */
  static Optional<Trigger> due(Credential credential, JournalEntry entry, Instant now) {
    if (entry.paused().isPresent()) {
      return Optional.empty();
    }
    if (entry.active().isPresent()) {
      Active active = entry.active().get();
      return Optional.of(
          new Trigger(credential.id(), active.token(), Optional.empty(), active.emergency()));
    }
    int failed = failedInARow(entry.ended());
    Instant due = next(credential, entry).plus(SPREAD.multipliedBy((long) failed * failed));
    return now.isBefore(due)
        ? Optional.empty()
        : Optional.of(
            Trigger.whole(
                credential.id(), "due " + next(credential, entry) + " attempt " + failed));
  }

  /** When the credential is due next. */
  static Instant next(Credential credential, JournalEntry entry) {
    return entry
        .current()
        .map(key -> key.since().plus(credential.policy().interval()))
        .orElse(Instant.EPOCH);
  }

  private static int failedInARow(List<Ended> ended) {
    int failed = 0;
    for (int i = ended.size() - 1; i >= 0 && !ended.get(i).rotated(); i--) {
      failed++;
    }
    return failed;
  }
}
