package dev.portcullis.aws;

import dev.portcullis.aws.RotationTask.Adopt;
import dev.portcullis.aws.RotationTask.Change;
import dev.portcullis.aws.RotationTask.GiveUp;
import dev.portcullis.aws.RotationTask.HandOver;
import dev.portcullis.aws.RotationTask.Pause;
import dev.portcullis.aws.RotationTask.Resume;
import dev.portcullis.aws.RotationTask.RollBack;
import dev.portcullis.aws.RotationTask.Run;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.StepOutcome.Waiting;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Does what an operator asks for with one credential; it is in the log before it is answered, and a
 * line names the invocation, by which CloudTrail knows who asked.
 *
 * <p>What is refused is an answer with {@code error} and changes nothing: {@code refused}, or
 * {@code busy} if somebody else acts on the credential. What is waited for is an answer with {@code
 * waiting}. What failed fails the invocation, with a stable code.
 */
final class RotationChanges {
  private final Rotations rotations;
  private final HandedVersion handed;
  private final LogLines lines;

  RotationChanges(Rotations rotations, HandedVersion handed, LogLines lines) {
    this.rotations = Objects.requireNonNull(rotations, "rotations");
    this.handed = Objects.requireNonNull(handed, "handed");
    this.lines = Objects.requireNonNull(lines, "lines");
  }

  /**
   * Does it.
   *
   * @param credential the one that is meant
   * @param invocation Lambda's id of the invocation, which names a rotation that begins here: an
   *     event that Lambda delivers again asks for the same one
   */
  Map<String, Object> answer(Change change, Credential credential, String invocation) {
    String id = credential.id();
    if (change instanceof Run run) {
      StepOutcome outcome = rotations.handle(rotations.asked(id, invocation, run.emergency()));
      return told("rotated", id, invocation, outcome);
    } else if (change instanceof HandOver over) {
      return told("handed_over", id, invocation, handed.take(credential, over.version()));
    } else if (change instanceof RollBack back) {
      return told("rolled_back", id, invocation, rotations.rollBack(id, back.version()));
    } else if (change instanceof GiveUp) {
      return told("given_up", id, invocation, rotations.giveUp(id));
    } else if (change instanceof Pause pause) {
      return told("paused", id, invocation, rotations.pause(id, pause.reason()));
    } else if (change instanceof Resume) {
      return told("resumed", id, invocation, rotations.resume(id));
    } else if (change instanceof Adopt adopt) {
      return told("adopted", id, invocation, rotations.adopt(id, adopt.keyId()));
    }
    throw new AssertionError("the family is sealed");
  }

  private Map<String, Object> told(String done, String id, String invocation, StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Done) {
      lines.info(done + ": " + id, "invocation", invocation);
      return Map.of(done, id);
    } else if (outcome instanceof StepOutcome.Refused refused) {
      return NotDone.because("refused", refused.why());
    } else if (outcome instanceof Waiting waiting) {
      return waiting(id, waiting);
    } else if (outcome instanceof StepOutcome.Failed failed) {
      throw new FailedInvocation(id + " is not " + done + ": " + failed.code());
    }
    throw new AssertionError("the family is sealed");
  }

  private Map<String, Object> waiting(String id, Waiting waiting) {
    if (waiting.why() == StepOutcome.Why.BUSY) {
      return NotDone.because(
          "busy", "Something else acts on it; try again after " + waiting.until() + ".");
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("credential", id);
    told.put("for", waiting.why().name().toLowerCase(Locale.ROOT));
    told.put("until", waiting.until().toString());
    rotations.instructions(id).ifPresent(what -> told.put("to_do", what));
    return Map.of("waiting", told);
  }
}
