package dev.portcullis.aws;

import dev.portcullis.authorization.PolicyDecider;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The half of the authorizer's start that calls nothing: the policies are loaded and then a call is
 * rehearsed, beside the half that reads the pepper, because a start has more than one core and each
 * half takes as long as the other.
 *
 * <p>In a function that is stored as a snapshot all of it is over when {@link #of} returns, so that
 * the snapshot has it.
 */
final class Preparation implements Runnable {
  private final FutureTask<PolicyDecider> policies;
  private final InstantSource clock;

  private Preparation(Callable<PolicyDecider> load, InstantSource clock) {
    this.policies = new FutureTask<>(load);
    this.clock = clock;
  }

  /**
   * Begins.
   *
   * @param load loads the policies
   */
  static Preparation of(Surroundings surroundings, Callable<PolicyDecider> load) {
    Preparation preparation = new Preparation(load, surroundings.clock());
    if (surroundings.environment().snapshot()) {
      preparation.run();
    } else {
      Surroundings.beside(preparation);
    }
    return preparation;
  }

  @Override
  public void run() {
    policies.run();
    try {
      Rehearsal.of(policies.get(), clock);
    } catch (ExecutionException | InterruptedException noPolicies) {
      // Whoever asks for them is told.
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError failed) {
      // Nothing depends on a rehearsal: the first call initialises what it did not.
    }
  }

  /**
   * The policies, as soon as they are loaded; nothing waits for the rehearsal.
   *
   * @throws MisconfiguredException if they cannot be used
   */
  PolicyDecider decider() {
    try {
      return policies.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException why) {
        throw why;
      } else if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the policies were loaded", stop);
    }
  }
}
