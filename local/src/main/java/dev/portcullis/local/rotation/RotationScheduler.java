package dev.portcullis.local.rotation;

import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Rotates what is due and reconciles, again and again, until it is closed.
 *
 * <p>A failure is one alarm until it is over or another one, and stops neither the next pass nor
 * any other credential. Closing begins nothing new and waits a while for what is being done; what
 * is cut off after that may be cut off anywhere, and the next process takes it up.
 */
public final class RotationScheduler implements AutoCloseable {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** So many looks in the shortest span that something may be late by. */
  private static final int LOOKS = 5;

  private final Rotations rotations;
  private final OperatorLog operator;
  private final Duration patience;
  private final Semaphore atWork = new Semaphore(1);
  private final Map<String, String> failing = new HashMap<>();
  private final ScheduledFuture<?> running;
  private volatile boolean closing;

  /**
   * Starts at once.
   *
   * @param executor runs it; is not shut down here. One thread of its own: a provider may keep it
   *     waiting
   * @param every how often it looks; see {@link #pace}
   * @param patience how long closing waits for what is being done
   */
  public RotationScheduler(
      Rotations rotations,
      ScheduledExecutorService executor,
      Duration every,
      Duration patience,
      OperatorLog operator) {
    this.rotations = rotations;
    this.operator = operator;
    this.patience = patience;
    this.running =
        executor.scheduleWithFixedDelay(this::pass, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How often to look for these credentials: between a second and a minute. */
  public static Duration pace(Iterable<Credential> credentials) {
    Duration shortest = LONGEST.multipliedBy(LOOKS);
    for (Credential credential : credentials) {
      RotationPolicy policy = credential.policy();
      shortest =
          Stream.of(shortest, policy.interval(), policy.grace())
              .min(Comparator.naturalOrder())
              .orElseThrow();
    }
    Duration pace = shortest.dividedBy(LOOKS);
    return pace.compareTo(SHORTEST) < 0 ? SHORTEST : pace;
  }

  private void pass() {
    if (!atWork.tryAcquire()) {
      return;
    }
    try {
      for (Credential credential : rotations.credentials()) {
        String id = credential.id();
        // Neither waits for the other: a key that cannot be deleted must not stop rotation.
        attempt("reconciling " + id, () -> reconcile(id));
        attempt("rotating " + id, () -> rotate(id));
      }
    } finally {
      atWork.release();
    }
  }

  private void attempt(String what, Runnable work) {
    if (closing) {
      return;
    }
    try {
      work.run();
    } catch (PortException failure) {
      failed(what, String.valueOf(failure.getMessage()));
    } catch (RuntimeException unexpected) {
      // A task that throws is not run again, so a defect in one credential would stop them all;
      // only our own exceptions' messages are known to hold no value.
      failed(what, unexpected.getClass().getName());
    }
  }

  private void reconcile(String id) {
    rotations
        .reconcile(id)
        .forEach(
            action ->
                operator.info(
                    "reconciled "
                        + id
                        + ": "
                        + Target.word(action.kind().name())
                        + " "
                        + action.object()));
    worked("reconciling " + id);
  }

  private void rotate(String id) {
    StepOutcome outcome =
        rotations
            .due(id)
            .map(rotations::handle)
            .orElseGet(() -> new StepOutcome.Waiting(StepOutcome.Why.BUSY, rotations.nextDue(id)));
    if (outcome instanceof StepOutcome.Failed failed) {
      failed("rotating " + id, Target.word(failed.code()) + "; the former key is still in use");
    } else if (outcome instanceof StepOutcome.Refused refused) {
      failed("rotating " + id, refused.why());
    } else if (outcome instanceof StepOutcome.Done) {
      worked("rotating " + id);
      operator.info("rotated " + id);
    }
  }

  private void failed(String what, String why) {
    if (!why.equals(failing.put(what, why))) {
      operator.alarm(what + " failed and is tried again: " + why);
    }
  }

  private void worked(String what) {
    if (failing.remove(what) != null) {
      operator.info(what + " works again");
    }
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    running.cancel(false);
    try {
      if (!atWork.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        operator.info("a rotation under way is cut off; the next process takes it up");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
