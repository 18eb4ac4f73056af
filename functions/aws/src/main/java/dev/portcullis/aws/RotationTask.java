package dev.portcullis.aws;

import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the reconciler's function is asked to do, one record a task. A task that is none, or a
 * member that a task does not take, is a {@link BadEventException} that says which there are; a
 * value that cannot be one is {@link Invalid}. No task takes a secret.
 */
sealed interface RotationTask {

  /** The schedule's. */
  record Reconcile() implements RotationTask {}

  /**
   * One with a member that cannot be what it has to be.
   *
   * @param why which member, and what it has to be
   */
  record Invalid(String why) implements RotationTask {}

  /** Shows something of one credential or of all, and changes nothing. */
  sealed interface Look extends RotationTask {
    /** Whose; empty for all. */
    Optional<String> credential();
  }

  /** Which key is in use, which are ending, how far a rotation is. */
  record Status(Optional<String> credential) implements Look {}

  /** What a rotation now, and the next reconciliation, would do. */
  record Plan(Optional<String> credential, boolean emergency) implements Look {}

  /** The rotations that are over. */
  record History(Optional<String> credential) implements Look {}

  /** Changes how one credential stands. */
  sealed interface Change extends RotationTask {
    /** Whose. */
    String credential();
  }

  /** Rotate now, or go on with what is under way; in an emergency no key gets a grace. */
  record Run(String credential, boolean emergency) implements Change {}

  /** Take the key that a person put into the credential's secret as this version. */
  record HandOver(String credential, String version) implements Change {}

  /** Give readers the former key again, if they get this version now. */
  record RollBack(String credential, String version) implements Change {}

  /** End the rotation under way. */
  record GiveUp(String credential) implements Change {}

  /** Leave the credential alone. */
  record Pause(String credential, String reason) implements Change {}

  /** End a pause. */
  record Resume(String credential) implements Change {}

  /** This key at the provider is the one in use. */
  record Adopt(String credential, String keyId) implements Change {}

  /** What an event asks for. */
  static RotationTask read(Fields event) {
    return switch (event.text("task")) {
      case "reconcile" -> {
        event.only("task");
        yield new Reconcile();
      }
      case "status" -> new Status(any(event.only("task", "credential")));
      case "history" -> new History(any(event.only("task", "credential")));
      case "plan" ->
          new Plan(any(event.only("task", "credential", "emergency")), event.flag("emergency"));
      case "run" ->
          new Run(one(event.only("task", "credential", "emergency")), event.flag("emergency"));
      case "give-up" -> new GiveUp(one(event.only("task", "credential")));
      case "resume" -> new Resume(one(event.only("task", "credential")));
      case "hand-over" -> {
        String credential = one(event.only("task", "credential", "version"));
        yield version(event, new HandOver(credential, event.text("version")));
      }
      case "roll-back" -> {
        String credential = one(event.only("task", "credential", "version"));
        yield version(event, new RollBack(credential, event.text("version")));
      }
      case "pause" -> {
        String credential = one(event.only("task", "credential", "reason"));
        String reason = event.text("reason");
        yield Shapes.REASON.matcher(reason).matches()
            ? new Pause(credential, reason)
            : new Invalid("reason must be 1 to 256 characters in one line, for whoever reads it.");
      }
      case "adopt" -> {
        String credential = one(event.only("task", "credential", "key_id"));
        String keyId = event.text("key_id");
        yield Shapes.KEY_ID.matcher(keyId).matches()
            ? new Adopt(credential, keyId)
            : new Invalid("key_id must be 1 to 256 visible characters.");
      }
      default ->
          throw new BadEventException(
              "task is none of reconcile, status, plan, history, run, hand-over, roll-back,"
                  + " give-up, pause, resume and adopt");
    };
  }

  private static String one(Fields event) {
    return event.text("credential");
  }

  private static Optional<String> any(Fields event) {
    return event.optionalText("credential");
  }

  private static RotationTask version(Fields event, Change change) {
    return Shapes.VERSION.matcher(event.text("version")).matches()
        ? change
        : new Invalid("version must be a VersionId of the secret, 1 to 64 of A-Za-z0-9_-.");
  }

  /** What members look like. */
  final class Shapes {
    private static final Pattern KEY_ID = Pattern.compile("[!-~]{1,256}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern REASON =
        Pattern.compile("(?=.*\\S)[^\\p{Cntrl}\\u2028\\u2029]{1,256}");

    private Shapes() {}
  }
}
