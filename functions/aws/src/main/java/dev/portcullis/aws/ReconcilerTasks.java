package dev.portcullis.aws;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.RotationTask.Change;
import dev.portcullis.aws.RotationTask.Invalid;
import dev.portcullis.aws.RotationTask.Look;
import dev.portcullis.aws.RotationTask.Reconcile;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Answers the schedule and operators. What cannot be done for an operator is an answer with {@code
 * error}: {@code invalid}, {@code not_found}, or as {@link RotationChanges} says.
 */
final class ReconcilerTasks {
  private final Rotations rotations;
  private final Reconciliation reconciliation;
  private final RotationView view;
  private final RotationChanges changes;

  ReconcilerTasks(
      Rotations rotations,
      Reconciliation reconciliation,
      RotationView view,
      RotationChanges changes) {
    this.rotations = Objects.requireNonNull(rotations, "rotations");
    this.reconciliation = Objects.requireNonNull(reconciliation, "reconciliation");
    this.view = Objects.requireNonNull(view, "view");
    this.changes = Objects.requireNonNull(changes, "changes");
  }

  /**
   * Answers one event.
   *
   * @param invocation Lambda's id of the invocation
   * @param millisLeft how long it may still last
   */
  byte[] answer(Fields event, String invocation, LongSupplier millisLeft) {
    RotationTask task = RotationTask.read(event);
    return StrictJson.write(answer(task, invocation, millisLeft)).getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> answer(RotationTask task, String invocation, LongSupplier left) {
    if (task instanceof Reconcile) {
      return reconciliation.answer(left);
    } else if (task instanceof Invalid invalid) {
      return NotDone.because("invalid", invalid.why());
    } else if (task instanceof Look look) {
      List<Credential> all = rotations.credentials();
      List<Credential> meant = look.credential().map(this::meant).orElse(all);
      return meant.isEmpty() ? unknown() : view.answer(look, meant, invocation);
    } else if (task instanceof Change change) {
      List<Credential> meant = meant(change.credential());
      return meant.isEmpty() ? unknown() : changes.answer(change, meant.get(0), invocation);
    }
    throw new AssertionError("the family is sealed");
  }

  /** The one with an id, if there is one. */
  private List<Credential> meant(String id) {
    return rotations.credentials().stream().filter(one -> one.id().equals(id)).toList();
  }

  private Map<String, Object> unknown() {
    List<String> ids = rotations.credentials().stream().map(Credential::id).toList();
    return NotDone.because("not_found", "No such credential is rotated here, only " + ids + ".");
  }
}
