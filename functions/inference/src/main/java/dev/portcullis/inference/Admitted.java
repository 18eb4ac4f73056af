package dev.portcullis.inference;

import dev.portcullis.limits.Grant;
import dev.portcullis.limits.Usage;
import dev.portcullis.redaction.json.Unexaminable;
import dev.portcullis.redaction.session.RedactionSession;
import java.util.Set;

/**
 * A call that may be made: permitted, examined and paid for in advance.
 *
 * @param state what is known of it
 * @param route which operation
 * @param body what was asked
 * @param redacted what goes to the model
 * @param session holds the values that come back
 * @param unexamined what a policy let through without examination
 * @param held the hold on the caller's budgets
 * @param bound the most it can use
 */
record Admitted(
    CallState state,
    Route route,
    RequestBody body,
    byte[] redacted,
    RedactionSession session,
    Set<Unexaminable.Kind> unexamined,
    Grant.Reservation held,
    Usage bound) {

  /** Shows no part of the request. */
  @Override
  public String toString() {
    return "Admitted[" + state.requestId() + "]";
  }
}
