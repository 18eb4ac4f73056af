package dev.portcullis.bench.redaction;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * CPU time and allocation of this thread a call: the median of seven rounds after a warm-up. CPU
 * time, because other work on the machine changes the wall clock much more.
 */
record Timing(double micros, double bytes) {
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long WARM_UP = 1_200_000_000L;
  private static final long ROUND = 150_000_000L;
  private static final int ROUNDS = 7;

  static Timing of(IntSupplier work) {
    long calls = 0;
    long start = cpu();
    int kept = 0;
    while (cpu() - start < WARM_UP) {
      kept += work.getAsInt();
      calls++;
    }
    long perRound = Math.max(1, calls * ROUND / WARM_UP);
    double[] micros = new double[ROUNDS];
    double bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = THREAD.getCurrentThreadAllocatedBytes();
      long from = cpu();
      for (long i = 0; i < perRound; i++) {
        kept += work.getAsInt();
      }
      micros[round] = (cpu() - from) / 1e3 / perRound;
      bytes = (THREAD.getCurrentThreadAllocatedBytes() - allocated) / (double) perRound;
    }
    if (kept == Integer.MIN_VALUE) {
      // Never so; it keeps the compiler from dropping the work.
      System.out.println();
    }
    Arrays.sort(micros);
    return new Timing(micros[ROUNDS / 2], bytes);
  }

  /** The least CPU time of some single runs, in milliseconds, for work too long to repeat. */
  static double leastMillis(int runs, IntSupplier work) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < runs; i++) {
      long from = cpu();
      if (work.getAsInt() < 0) {
        throw new IllegalStateException("a count is never negative");
      }
      least = Math.min(least, (cpu() - from) / 1e6);
    }
    return least;
  }

  static long cpu() {
    return THREAD.getCurrentThreadCpuTime();
  }
}
