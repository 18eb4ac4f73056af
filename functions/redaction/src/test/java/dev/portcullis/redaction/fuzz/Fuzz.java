package dev.portcullis.redaction.fuzz;

import java.util.Random;

/** Runs a step by one seed after the other, for two seconds or as long as the build asks for. */
final class Fuzz {
  private static final long SEED = Long.getLong("portcullis.fuzz.seed", 20_261_126L);
  private static final long MILLIS = Long.getLong("portcullis.fuzz.millis", 2_000L);

  private Fuzz() {}

  /** One input; what it throws is a finding. */
  interface Step {
    void run(Random random) throws Exception;
  }

  /** The number of inputs tried; a finding names the seed that brings it back at once. */
  static long run(String name, Step step) {
    long end = System.nanoTime() + MILLIS * 1_000_000;
    long seed = SEED;
    while (System.nanoTime() < end) {
      try {
        step.run(new Random(seed));
      } catch (Exception | AssertionError | StackOverflowError finding) {
        throw new AssertionError("found with -Dportcullis.fuzz.seed=" + seed, finding);
      }
      seed++;
    }
    System.out.printf("fuzz, %s: %d inputs, no finding%n", name, seed - SEED);
    return seed - SEED;
  }
}
