package dev.portcullis.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** How long a writer that lost a race may wait. */
final class BackoffTest {
  private final List<Long> bounds = new ArrayList<>();

  /** Takes the shortest part of every bound, so that the test waits no longer than it must. */
  private final RandomGenerator shortest =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          bounds.add(bound);
          return 0;
        }
      };

  @Test
  void theBoundIsLongerThanAStoreAcrossANetworkTakesAndDoublesToAQuarterOfASecond() {
    Backoff backoff = Backoff.sleeping(shortest);
    for (int attempt : new int[] {1, 2, 3, 4, 5, 6, 2_000}) {
      assertTrue(backoff.pause(attempt));
    }
    assertEquals(List.of(16L, 32L, 64L, 128L, 256L, 256L, 256L), bounds);
  }

  @Test
  void whoeverIsInterruptedGivesUpAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertFalse(Backoff.sleeping(shortest).pause(1));
    assertTrue(Thread.interrupted());
  }
}
