package dev.portcullis.rotation;

import dev.portcullis.alerts.Rule;
import dev.portcullis.rotation.journal.Active.Phase;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Duration;
import java.time.Instant;

/** What a look at a credential shows that needs a person. */
final class Findings {
  private Findings() {}

  static void report(Work work) {
    JournalEntry entry = work.entry();
    RotationPolicy policy = work.credential().policy();
    String id = work.credential().id();
    Instant now = work.now();
    entry
        .current()
        .map(key -> Duration.between(key.since(), now))
        .filter(age -> age.compareTo(policy.interval().plus(policy.stuckAfter())) > 0)
        .ifPresent(
            age ->
                work.log()
                    .raise(
                        Rule.ROTATION_OVERDUE, id, age.toMillis(), policy.interval().toMillis()));
    entry
        .active()
        .filter(active -> active.phase() == Phase.AWAITING_KEY)
        .map(active -> Duration.between(active.startedAt(), now))
        .ifPresent(
            waited ->
                work.log()
                    .raise(
                        Rule.HAND_OVER_WAITING,
                        id,
                        waited.toMillis(),
                        policy.handOver().toMillis()));
    oldKeys(work, entry, id);
  }

  /** A replaced key that is used when every cache must have let go of it. */
  private static void oldKeys(Work work, JournalEntry entry, String id) {
    if (entry.retiring().isEmpty()) {
      return;
    }
    for (ProviderKey key : work.steps().live()) {
      for (Retiring old : entry.retiring()) {
        Instant last = old.replacedAt().plus(work.credential().policy().cacheAge());
        if (old.keyId().equals(key.id()) && key.lastUsed().map(last::isBefore).orElse(false)) {
          long late = Duration.between(last, key.lastUsed().get()).toMillis();
          work.log().raise(Rule.OLD_KEY_USED, id, late, 0);
        }
      }
    }
  }
}
