package dev.portcullis.aws;

import dev.portcullis.authorization.PolicyDecider;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The half of the authorizer's start that calls nothing: the policies are loaded and then a call is
 * rehearsed, beside the half that reads the pepper. A start has more than one core, and each half
 * takes about as long as the other.
 *
 * <p>In a function that is stored as a snapshot all of it is over when {@link #of} returns, so that
 * the snapshot has it.
 */
final class Preparation implements Runnable {
  private final FutureTask<PolicyDecider> policies;
  private final Step rehearsal;

  /** What is done with the policies once they are loaded, and may fail. */
  interface Step {
    void with(PolicyDecider policies) throws Exception;
  }

  private Preparation(Callable<PolicyDecider> policies, Step rehearsal) {
    this.policies = new FutureTask<>(policies);
    this.rehearsal = rehearsal;
  }

  /**
   * Begins.
   *
   * @param policies loads them
   * @param rehearsal whatever it throws is passed over
   */
  static Preparation of(
      Environment environment, Callable<PolicyDecider> policies, Step rehearsal) {
    Preparation preparation = new Preparation(policies, rehearsal);
    if (environment.snapshot()) {
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
      rehearsal.with(policies.get());
    } catch (Exception | LinkageError | StackOverflowError failed) {
      // Nothing depends on a rehearsal: the first call initialises what it did not. Policies that
      // did not load are told to whoever asks for them.
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
      Throwable why = failed.getCause();
      if (why instanceof RuntimeException known) {
        throw known;
      } else if (why instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(why);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the policies were loaded", stop);
    }
  }
}
