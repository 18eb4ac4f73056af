package dev.portcullis.bench.authorization;

import dev.portcullis.authorization.AccessRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what one decision costs in each engine: {@code DecisionBench [ROUNDS]}. The engines decide
 * the same 1,000 requests by the same 21 policies and take turns; every engine is asked about every
 * request first, and must agree.
 */
public final class DecisionBench {
  private static final int REQUESTS = 1_000;
  private static final long SEED = 20261126L;

  private DecisionBench() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    List<AccessRequest> requests = Requests.random(SEED, REQUESTS);
    Map<String, Engine> engines = new LinkedHashMap<>();
    Map<String, long[]> nanos = new LinkedHashMap<>();
    for (String name : Engines.ALL) {
      engines.put(name, Engines.load(name, requests));
      nanos.put(name, new long[rounds * REQUESTS]);
    }
    int permitted = agreement(engines);
    for (int round = -rounds; round < rounds; round++) { // The first half warms up.
      for (Map.Entry<String, Engine> engine : engines.entrySet()) {
        long[] figures = nanos.get(engine.getKey());
        for (int i = 0; i < REQUESTS; i++) {
          long start = System.nanoTime();
          engine.getValue().permits(i);
          long took = System.nanoTime() - start;
          if (round >= 0 && figures != null) {
            figures[round * REQUESTS + i] = took;
          }
        }
      }
    }
    System.out.printf(
        "Java %s, %d requests x %d rounds, %d permitted, all engines agree%n",
        System.getProperty("java.version"), REQUESTS, rounds, permitted);
    double ours = 0;
    for (Map.Entry<String, long[]> figures : nanos.entrySet()) {
      Arrays.sort(figures.getValue());
      double p50 = at(figures.getValue(), 0.50);
      ours = ours == 0 ? p50 : ours;
      System.out.printf(
          "%-12s p50 %8.2f us  p99 %8.2f us  %7.1f x ours%n",
          figures.getKey(), p50, at(figures.getValue(), 0.99), p50 / ours);
    }
  }

  private static int agreement(Map<String, Engine> engines) throws Exception {
    int permitted = 0;
    for (int i = 0; i < REQUESTS; i++) {
      Boolean first = null;
      for (Map.Entry<String, Engine> engine : engines.entrySet()) {
        boolean answer = engine.getValue().permits(i);
        if (first != null && first != answer) {
          throw new IllegalStateException(engine.getKey() + " differs on request " + i);
        }
        first = answer;
      }
      permitted += Boolean.TRUE.equals(first) ? 1 : 0;
    }
    return permitted;
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) (sorted.length * part)] / 1_000.0;
  }
}
