package dev.portcullis.aws.emulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ports.WormStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** Sixty-four creates of one key at the same moment: one wins, and its bytes are there. */
class RaceCheck {
  private static final int RUNNERS = 64;

  @RepeatedTest(8)
  void ofSixtyFourCreatesExactlyOneWins() throws Exception {
    WormStore store = WormStoreCheck.store();
    Instant until = Instant.now().plus(Duration.ofHours(1));
    ExecutorService pool = Executors.newFixedThreadPool(RUNNERS);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<WormStore.PutOutcome>> running = new ArrayList<>();
      for (int i = 0; i < RUNNERS; i++) {
        byte[] body = body(i);
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return store.create("commit/1", body, until);
                }));
      }
      start.countDown();
      List<Integer> winners = new ArrayList<>();
      for (int i = 0; i < RUNNERS; i++) {
        if (running.get(i).get() instanceof WormStore.Created) {
          winners.add(i);
        }
      }
      assertEquals(1, winners.size(), "winners " + winners);
      assertArrayEquals(body(winners.get(0)), store.get("commit/1").orElseThrow());
      assertEquals(1, store.versions("commit/1").size());
    } finally {
      pool.shutdownNow();
    }
  }

  private static byte[] body(int runner) {
    return ("runner " + runner).getBytes(StandardCharsets.UTF_8);
  }
}
