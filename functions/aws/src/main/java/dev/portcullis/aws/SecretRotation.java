package dev.portcullis.aws;

import dev.portcullis.alerts.RotationFinding;
import dev.portcullis.alerts.Rule;
import dev.portcullis.audit.record.RotationStep;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.StepOutcome.Waiting;
import dev.portcullis.rotation.StepOutcome.Why;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.provider.http.Pause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * One step of a rotation as Secrets Manager asks for it. It answers only if the step's promise
 * holds; anything else is in the log first and then the invocation's failure, so that nobody takes
 * a step for done because an answer came.
 *
 * <p>What failed, is refused, or is not taken by the provider for as long as the invocation may
 * last, is an alert at once: whoever asked for the rotation got an answer before the steps ran, and
 * nothing says that the step is delivered again before the reconciler comes. Another delivery at
 * work is none, and a person who was asked for a key has an alert and a deadline of their own.
 *
 * <p>A new key that the provider does not take yet is tried again while the invocation lasts. What
 * fails is delivered again by the service, or taken up by the reconciler; until then what is
 * current stays current. Events: "Rotation by Lambda function" in the Secrets Manager User Guide.
 */
final class SecretRotation {
  private static final Map<String, Trigger.Step> STEPS =
      Map.of(
          "createSecret", Trigger.Step.CREATE,
          "setSecret", Trigger.Step.SET,
          "testSecret", Trigger.Step.TEST,
          "finishSecret", Trigger.Step.FINISH);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  /** Enough for one more try and for the record of its failure. */
  private static final Duration NEEDED = Duration.ofSeconds(30);

  private static final Set<Why> COMES_BY_ITSELF = Set.of(Why.BUSY, Why.HAND_OVER);

  private final Rotations rotations;
  private final UnaryOperator<String> names;
  private final Journal journal;
  private final Consumer<RotationFinding> alarms;
  private final Pause pause;
  private final InstantSource clock;

  /**
   * Steps of these rotations.
   *
   * @param names our name of the secret with an ARN; a {@link BadEventException} if it is none of
   *     ours
   * @param alarms takes what needs a person; must not throw
   * @param pause waits between two tries
   */
  SecretRotation(
      Rotations rotations,
      UnaryOperator<String> names,
      Journal journal,
      Consumer<RotationFinding> alarms,
      Pause pause,
      InstantSource clock) {
    this.rotations = Objects.requireNonNull(rotations, "rotations");
    this.names = Objects.requireNonNull(names, "names");
    this.journal = Objects.requireNonNull(journal, "journal");
    this.alarms = Objects.requireNonNull(alarms, "alarms");
    this.pause = Objects.requireNonNull(pause, "pause");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Does the step.
   *
   * @param millisLeft how long the invocation may still last
   */
  byte[] answer(Fields event, LongSupplier millisLeft) {
    Trigger trigger = trigger(event);
    StepOutcome outcome = rotations.handle(trigger);
    Duration span = FIRST_PAUSE;
    while (outcome instanceof Waiting waiting
        && waiting.why() == Why.PROPAGATION
        && millisLeft.getAsLong() > span.plus(NEEDED).toMillis()
        && paused(span)) {
      outcome = rotations.handle(trigger);
      span = span.multipliedBy(2);
    }
    String step = event.text("Step");
    if (!(outcome instanceof StepOutcome.Done)) {
      throw failed(trigger, step, outcome);
    }
    String done =
        StrictJson.write(Map.of("credential", trigger.credential(), "step", step, "done", true));
    return done.getBytes(StandardCharsets.UTF_8);
  }

  private Trigger trigger(Fields event) {
    // RotationToken is for functions that act under another account's role.
    event.only("Step", "SecretId", "ClientRequestToken", "RotationToken");
    Trigger.Step step = STEPS.get(event.text("Step"));
    if (step == null) {
      throw new BadEventException("Step is none of the four");
    }
    String credential = names.apply(event.text("SecretId"));
    try {
      return Trigger.step(credential, event.text("ClientRequestToken"), step);
    } catch (IllegalArgumentException malformed) {
      throw new BadEventException("ClientRequestToken is not a token");
    }
  }

  private boolean paused(Duration span) {
    try {
      pause.forSpan(span);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private FailedInvocation failed(Trigger trigger, String step, StepOutcome outcome) {
    String why;
    if (outcome instanceof Waiting waiting) {
      why = "waits for " + waiting.why().name() + " until " + waiting.until();
      record(trigger, "WAITING_" + waiting.why().name());
    } else if (outcome instanceof StepOutcome.Refused refused) {
      why = refused.why();
      record(trigger, "REFUSED");
    } else if (outcome instanceof StepOutcome.Failed failed) {
      why = failed.code(); // Whoever failed has recorded it.
    } else {
      throw new AssertionError("the family is sealed");
    }
    if (!(outcome instanceof Waiting other && COMES_BY_ITSELF.contains(other.why()))) {
      alarms.accept(
          new RotationFinding(clock.instant(), Rule.ROTATION_FAILED, trigger.credential(), 1, 0));
    }
    return new FailedInvocation(step + " of " + trigger.credential() + " is not done: " + why);
  }

  private void record(Trigger trigger, String code) {
    RotationStep.Step step = RotationStep.Step.valueOf(trigger.step().orElseThrow().name());
    try {
      journal.append(
          new RotationStep(
              trigger.token(), clock.instant(), trigger.credential(), step, false, code));
    } catch (PortException unrecorded) {
      // The invocation fails anyway, and says so to its own alarm.
    }
  }
}
