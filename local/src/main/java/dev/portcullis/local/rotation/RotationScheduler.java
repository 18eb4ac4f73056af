package dev.portcullis.local.rotation;

import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Rotates what is due and reconciles, again and again, until it is closed. A failure is told and
 * does not stop it; closing waits for nothing, because every step may be cut off anywhere.
 */
public final class RotationScheduler implements AutoCloseable {
  private final Rotations rotations;
  private final BiConsumer<String, String> told;
  private final ScheduledFuture<?> running;

  /**
   * Starts at once.
   *
   * @param executor runs it; is not shut down here
   * @param every how often it looks, for example a minute
   * @param told takes a credential's id and what came of it, in words without secrets
   */
  public RotationScheduler(
      Rotations rotations,
      ScheduledExecutorService executor,
      Duration every,
      BiConsumer<String, String> told) {
    this.rotations = rotations;
    this.told = told;
    this.running =
        executor.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (Credential credential : rotations.credentials()) {
      String id = credential.id();
      try {
        look(id);
      } catch (PortException failure) {
        told.accept(id, failure.getMessage());
      } catch (RuntimeException unexpected) {
        // A task that throws is not run again, so a defect in one credential would stop them all.
        told.accept(id, unexpected.getClass().getSimpleName());
      }
    }
  }

  private void look(String id) {
    rotations
        .reconcile(id)
        .forEach(action -> told.accept(id, action.kind() + " " + action.object()));
    rotations
        .due(id)
        .map(rotations::handle)
        .filter(outcome -> !(outcome instanceof StepOutcome.Waiting))
        .ifPresent(outcome -> told.accept(id, outcome.toString()));
  }

  @Override
  public void close() {
    running.cancel(true);
  }
}
