package dev.portcullis.aws;

import dev.portcullis.authorization.PolicyDecider;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The part of the authorizer's start that calls nothing and is done beside the one that reads the
 * pepper, because a start has more than one core: the policies are loaded and a call is rehearsed,
 * and the JDK's cryptography is initialised.
 *
 * <p>In a function that is stored as a snapshot all of it is over when {@link #of} returns, so that
 * the snapshot has it.
 */
final class Preparation implements Runnable {
  private final FutureTask<PolicyDecider> policies;
  private final Rehearsed rehearsal;

  /** What may be done before it is needed; whatever it throws is passed over. */
  interface Rehearsed {
    /** Needs no policies. */
    void signature() throws Exception;

    /** Needs the policies. */
    void call(PolicyDecider policies) throws Exception;
  }

  /** The cryptography's own thread. */
  private record Signature(Rehearsed rehearsal) implements Runnable {
    @Override
    public void run() {
      try {
        rehearsal.signature();
      } catch (Exception | LinkageError | StackOverflowError failed) {
        // As below.
      }
    }
  }

  private Preparation(Callable<PolicyDecider> policies, Rehearsed rehearsal) {
    this.policies = new FutureTask<>(policies);
    this.rehearsal = rehearsal;
  }

  /**
   * Begins.
   *
   * @param policies loads them
   */
  static Preparation of(
      Environment environment, Callable<PolicyDecider> policies, Rehearsed rehearsal) {
    Preparation preparation = new Preparation(policies, rehearsal);
    if (environment.snapshot()) {
      preparation.run(); // A call is signed too.
    } else {
      Surroundings.beside(new Signature(rehearsal));
      Surroundings.beside(preparation);
    }
    return preparation;
  }

  @Override
  public void run() {
    policies.run();
    try {
      rehearsal.call(policies.get());
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
