package dev.portcullis.aws;

import dev.portcullis.aws.RotationTask.History;
import dev.portcullis.aws.RotationTask.Look;
import dev.portcullis.aws.RotationTask.Plan;
import dev.portcullis.aws.RotationTask.Status;
import dev.portcullis.rotation.Action;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.Finished;
import dev.portcullis.rotation.journal.JournalEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What an operator sees of rotations: the same as {@code portcullis rotate status}, {@code plan}
 * and {@code history} say, as a tree for JSON. It holds names, times and codes, and no value.
 */
final class RotationView {
  /** Lambda gives back 6 MB, which is some twenty thousand of them. */
  static final int MOST_PAST = 1_000;

  private final Rotations rotations;

  RotationView(Rotations rotations) {
    this.rotations = Objects.requireNonNull(rotations, "rotations");
  }

  /**
   * Shows what is asked for.
   *
   * @param meant the credentials to show, not empty
   * @param invocation names the rotation that a plan supposes
   */
  Map<String, Object> answer(Look look, List<Credential> meant, String invocation) {
    List<Object> shown = new ArrayList<>();
    for (Credential credential : meant) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("credential", credential.id());
      one.put("strategy", word(credential.strategy()));
      if (look instanceof Status) {
        status(credential.id(), one);
      } else if (look instanceof History) {
        one.put("past", past(credential.id()));
      } else if (look instanceof Plan plan) {
        Trigger trigger = rotations.asked(credential.id(), invocation, plan.emergency());
        one.put("rotation", actions(rotations.planRotation(trigger)));
        one.put("reconciler", actions(rotations.planReconciliation(credential.id())));
      } else {
        throw new AssertionError("the family is sealed");
      }
      shown.add(one);
    }
    return Map.of("credentials", shown);
  }

  private void status(String id, Map<String, Object> into) {
    JournalEntry entry = rotations.status(id);
    entry
        .current()
        .ifPresent(
            key -> {
              Map<String, Object> used = key(key.keyId(), key.token());
              used.put("since", key.since().toString());
              used.put("next_due", rotations.nextDue(id).toString());
              into.put("in_use", used);
            });
    List<Object> ending = new ArrayList<>();
    for (JournalEntry.Retiring key : entry.retiring()) {
      Map<String, Object> one = key(key.keyId(), key.token());
      one.put("replaced", key.replacedAt().toString());
      one.put("stops", key.retireAt().toString());
      putText(one, "blocked", key.blocked());
      ending.add(one);
    }
    into.put("ending", ending);
    entry.active().ifPresent(active -> into.put("rotation", rotation(active)));
    entry.paused().ifPresent(why -> into.put("paused", why));
    entry.lease().ifPresent(lease -> into.put("at_work_until", lease.until().toString()));
    rotations.instructions(id).ifPresent(what -> into.put("to_do", what));
  }

  private static Map<String, Object> rotation(Active active) {
    Map<String, Object> rotation = new LinkedHashMap<>();
    rotation.put("version", active.token());
    rotation.put("phase", word(active.phase()));
    rotation.put("begun", active.startedAt().toString());
    rotation.put("since", active.progressAt().toString());
    rotation.put("emergency", active.emergency());
    rotation.put("failures", active.failures());
    putText(rotation, "last_code", active.lastCode());
    return rotation;
  }

  private List<Object> past(String id) {
    List<Finished> all = rotations.history(id);
    List<Object> past = new ArrayList<>();
    for (Finished rotation : all.subList(Math.max(0, all.size() - MOST_PAST), all.size())) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("version", rotation.token());
      one.put("outcome", word(rotation.outcome()));
      one.put("begun", rotation.startedAt().toString());
      one.put("ended", rotation.endedAt().toString());
      one.put("emergency", rotation.emergency());
      putText(one, "code", rotation.code());
      past.add(one);
    }
    return past;
  }

  private static List<Object> actions(List<Action> actions) {
    List<Object> all = new ArrayList<>();
    for (Action action : actions) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("do", word(action.kind()));
      one.put("to", action.object());
      one.put("from", action.when().toString());
      all.add(one);
    }
    return all;
  }

  private static Map<String, Object> key(String keyId, String version) {
    Map<String, Object> key = new LinkedHashMap<>();
    putText(key, "key_id", keyId);
    key.put("version", version);
    return key;
  }

  private static void putText(Map<String, Object> into, String name, String text) {
    if (!text.isEmpty()) {
      into.put(name, text);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
