package dev.portcullis.aws;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.rotation.Action;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Reconciles every credential when the schedule says so; one that fails does not keep the others
 * waiting, and fails the invocation at the end.
 *
 * <p>An operator's task is {@code adopt}: it says which key at the provider is the one in use, for
 * a credential that was made elsewhere. It is recorded before it holds. What cannot be done is an
 * answer with {@code error}: {@code invalid}, {@code not_found}, {@code refused} or {@code busy}.
 */
final class Reconciliation {
  /** What one credential may take with its provider and the journal; none is begun after it. */
  static final long NEEDED_MILLIS = 20_000;

  private static final Pattern KEY_ID = Pattern.compile("[!-~]{1,256}");

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
  byte[] answer(Fields event, LongSupplier millisLeft) {
    return switch (event.text("task")) {
      case "reconcile" -> {
        event.only("task");
        yield reconcile(millisLeft);
      }
      case "adopt" -> adopt(event.only("task", "credential", "key_id"));
      default -> throw new BadEventException("task is neither reconcile nor adopt");
    };
  }

  private byte[] reconcile(LongSupplier millisLeft) {
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
    return json(Map.of("reconciled", done));
  }

  private byte[] adopt(Fields event) {
    String id = event.text("credential");
    String keyId = event.text("key_id");
    List<String> ids = rotations.credentials().stream().map(Credential::id).toList();
    if (!ids.contains(id)) {
      return json(
          NotDone.because("not_found", "No such credential is rotated here, only " + ids + "."));
    } else if (!KEY_ID.matcher(keyId).matches()) {
      return json(NotDone.because("invalid", "key_id must be 1 to 256 visible characters."));
    }
    StepOutcome outcome = rotations.adopt(id, keyId);
    if (outcome instanceof StepOutcome.Refused refused) {
      return json(NotDone.because("refused", refused.why()));
    } else if (outcome instanceof StepOutcome.Waiting waiting) {
      return json(
          NotDone.because(
              "busy", "Something else acts on it; try again after " + waiting.until() + "."));
    } else if (outcome instanceof StepOutcome.Failed failed) {
      throw new FailedInvocation("adopt of " + id + " failed: " + failed.code());
    }
    lines.info("adopted a key of " + id, "object", keyId);
    return json(Map.of("adopted", id));
  }

  private static byte[] json(Map<String, Object> answer) {
    return StrictJson.write(answer).getBytes(StandardCharsets.UTF_8);
  }
}
