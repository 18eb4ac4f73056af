package dev.portcullis.bench.authorization;

import dev.portcullis.authorization.AccessRequest;
import java.util.List;

/**
 * Prints what loading the policies and the first decision take in a fresh JVM: {@code ColdBench
 * ENGINE}. Run it once for every figure.
 */
public final class ColdBench {
  private ColdBench() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    List<AccessRequest> requests = Requests.random(7, 1);
    long start = System.nanoTime();
    Engine engine = Engines.load(args[0], requests);
    boolean permitted = engine.permits(0);
    long took = System.nanoTime() - start;
    System.out.printf("%s %.1f ms %s%n", args[0], took / 1e6, permitted);
  }
}
