package dev.portcullis.rotation;

import dev.portcullis.rotation.Action.Kind;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.JournalEntry.Retiring;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a rotation and the reconciler would create and delete; changes nothing. */
final class Plan {
  private Plan() {}

  /** What the next reconciliation would delete, and when it would delete the rest. */
  static List<Action> reconciliation(Credential credential, JournalEntry entry, Instant now) {
    List<Action> plan = new ArrayList<>();
    for (Retiring key : entry.retiring()) {
      Instant when = key.retireAt().isAfter(now) ? key.retireAt() : now;
      plan.add(stop(key.keyId(), key.token(), when));
    }
    for (ProviderKey key : KeySteps.of(credential).orphans(entry, now)) {
      plan.add(new Action(Kind.DELETE_ORPHAN, key.id(), now));
    }
    entry
        .active()
        .filter(active -> active.phase() == Active.Phase.ABANDONING)
        .ifPresent(active -> plan.add(new Action(Kind.GIVE_UP, active.token(), now)));
    return plan;
  }

  /** What a rotation under a token would do from where it stands. */
  static List<Action> rotation(
      Credential credential, JournalEntry entry, Trigger trigger, Instant now) {
    List<Action> plan = new ArrayList<>();
    Active active =
        entry.active().orElseGet(() -> Active.begin(trigger.token(), now, trigger.emergency()));
    boolean stored = active.reached(Active.Phase.STORED);
    boolean emergency = trigger.emergency() || active.emergency();
    for (Retiring key : entry.retiring()) {
      // What is due goes before anything new is made; in an emergency everything is due.
      if (emergency || (!stored && !key.retireAt().isAfter(now))) {
        plan.add(stop(key.keyId(), key.token(), now));
      }
    }
    if (!stored) {
      plan.add(creation(credential, entry, active.token(), now));
    }
    if (credential.strategy() == Strategy.FEDERATE) {
      return plan;
    }
    if (!stored) {
      plan.add(new Action(Kind.STORE_VERSION, active.token(), now));
    }
    plan.add(new Action(Kind.PROMOTE_VERSION, active.token(), now));
    Instant when = emergency ? now : now.plus(credential.policy().grace());
    entry.current().ifPresent(key -> plan.add(stop(key.keyId(), key.token(), when)));
    return plan;
  }

  private static Action stop(String keyId, String token, Instant when) {
    return new Action(Kind.STOP_KEY, keyId.isEmpty() ? "version " + token : keyId, when);
  }

  private static Action creation(
      Credential credential, JournalEntry entry, String token, Instant now) {
    return switch (credential.strategy()) {
      case FEDERATE -> new Action(Kind.TRY_EXCHANGE, credential.id(), now);
      case DISABLE_ONLY -> new Action(Kind.ASK_PERSON, credential.label(token), now);
      case TWO_SLOT ->
          new Action(
              Kind.REGENERATE_SLOT,
              entry
                  .current()
                  .map(key -> "the slot other than " + key.keyId())
                  .orElse("a slot that is not in use"),
              now);
      case OWN_KEY, MINT_AND_RETIRE, RE_READABLE ->
          new Action(Kind.CREATE_KEY, credential.label(token), now);
    };
  }
}
