package dev.portcullis.rotation;

import dev.portcullis.alerts.Rule;
import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops replaced keys whose grace is over. */
final class Retirement {
  /** The key was adopted without its id, so that only a person can stop it. */
  static final String KEY_ID_UNKNOWN = "KEY_ID_UNKNOWN";

  /** Something still depends on the key. */
  static final String STILL_NEEDED = "STILL_NEEDED";

  /** The provider's interface cannot stop it. */
  static final String REVOKE_BY_HAND = "REVOKE_BY_HAND";

  private Retirement() {}

  /**
   * A replaced key and why it could not be stopped; empty if it was.
   *
   * @param key the key
   * @param blocked the code
   */
  record Retired(Retiring key, Optional<String> blocked) {}

  /** Stops every key whose time has come; never one that readers get. */
  static List<Retired> due(Work work) throws LeaseLost {
    Optional<String> current = work.storedCurrent();
    List<Retired> done = new ArrayList<>();
    for (Retiring key : List.copyOf(work.entry().retiring())) {
      boolean inUse = current.map(key.token()::equals).orElse(false);
      if (!inUse && !work.now().isBefore(key.retireAt())) {
        done.add(new Retired(key, stop(work, key)));
      }
    }
    return done;
  }

  private static Optional<String> stop(Work work, Retiring key) throws LeaseLost {
    String credential = work.credential().id();
    Optional<String> blocked = work.steps().stop(work, key.token(), key.keyId());
    if (blocked.isPresent()) {
      record(work, key, blocked.get());
      if (!blocked.get().equals(STILL_NEEDED)) {
        work.log().raise(Rule.RETIREMENT_BLOCKED, credential, 1, 0);
      }
      return blocked;
    }
    // If we crash in here, the key is stopped already and stopping it again changes nothing.
    work.log().done(credential, key.token(), RotationStep.Step.RETIRE);
    work.leased().stillHeld();
    work.versions().destroy(work.credential().secret(), key.token());
    work.leased().change(entry -> entry.without(key.token()));
    return Optional.empty();
  }

  /** Once for each reason: every later look meets the same until a person or time removes it. */
  private static void record(Work work, Retiring key, String why) throws LeaseLost {
    if (!key.blocked().equals(why)
        && work.log().failed(work.credential().id(), key.token(), RotationStep.Step.RETIRE, why)) {
      // If we crash before this, it is recorded again, under the same event id.
      work.leased().change(entry -> entry.blocked(key.token(), why));
    }
  }
}
