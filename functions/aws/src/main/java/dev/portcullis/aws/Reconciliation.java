package dev.portcullis.aws;

import dev.portcullis.rotation.Action;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Reconciles every credential when the schedule says so; one that fails does not keep the others
 * waiting, and fails the invocation at the end.
 */
final class Reconciliation {
  /** What one credential may take with its provider and the journal; none is begun after it. */
  static final long NEEDED_MILLIS = 20_000;

  private final Rotations rotations;
  private final LogLines lines;

  Reconciliation(Rotations rotations, LogLines lines) {
    this.rotations = Objects.requireNonNull(rotations, "rotations");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  /**
   * Reconciles what there is time for.
   *
   * @param millisLeft how long the invocation may still last
   */
  Map<String, Object> answer(LongSupplier millisLeft) {
    Map<String, Object> done = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (Credential credential : rotations.credentials()) {
      String id = credential.id();
      if (millisLeft.getAsLong() < NEEDED_MILLIS) {
        lines.raise("reconciling failed: no time is left", id);
        failed.add(id);
        continue;
      }
      try {
        List<Action> actions = rotations.reconcile(id);
        for (Action action : actions) {
          lines.info("reconciled " + id + ": " + action.kind(), "object", action.object());
        }
        done.put(id, actions.size());
      } catch (RuntimeException failure) {
        lines.raise("reconciling failed: " + LogLines.reason(failure), id);
        failed.add(id);
      }
    }
    if (!failed.isEmpty()) {
      throw new FailedInvocation("not reconciled: " + String.join(", ", failed));
    }
    return Map.of("reconciled", done);
  }
}
