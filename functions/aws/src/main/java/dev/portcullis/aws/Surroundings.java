package dev.portcullis.aws;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What a process gives its function to work with.
 *
 * @param environment its variables
 * @param clock the time of decisions, windows and records
 * @param random makes a new source of randomness; each part that lives from one restore to the next
 *     takes one of its own, so that two copies of one snapshot never share one
 * @param out where lines for the log service go
 */
record Surroundings(
    Environment environment, InstantSource clock, Supplier<SecureRandom> random, PrintStream out) {
  Surroundings {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(out, "out");
  }

  /** Those of the running process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        new Environment(System.getenv()), InstantSource.system(), new Randomness(), System.out);
  }

  /** A class and no lambda, because every function's start would pay twice for one. */
  private static final class Randomness implements Supplier<SecureRandom> {
    @Override
    public SecureRandom get() {
      return new SecureRandom();
    }
  }

  /** Threads for what is done side by side within one invocation; they keep no process alive. */
  static ExecutorService threads(int most) {
    return Executors.newFixedThreadPool(
        most,
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Starts one piece of work beside the calling thread; its thread keeps no process alive. */
  static void beside(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets the calling thread wait. */
  static void sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
