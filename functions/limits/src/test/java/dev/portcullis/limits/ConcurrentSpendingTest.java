package dev.portcullis.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConcurrentSpendingTest {
  private static final int THREADS = 64;
  private static final int CALLS = 1_000;
  private static final long BUDGET = 2_000_000;
  private static final Caller CALLER = new Caller(Optional.of("k"), "User/u", "t");

  /** Fails writes both ways: not persisted, and persisted although it says time-out. */
  private static final class FlakyStore extends MemoryRecordStore {
    private final AtomicLong turn = new AtomicLong();

    @Override
    public Optional<String> write(String key, byte[] body, String expected) {
      long n = turn.incrementAndGet();
      if (n % 97 == 0) {
        throw new PortException(PortException.Code.TIMEOUT, "not persisted");
      }
      Optional<String> result = super.write(key, body, expected);
      if (n % 101 == 0) {
        throw new PortException(PortException.Code.TIMEOUT, "persisted");
      }
      return result;
    }
  }

  @Test
  void sixtyFourThreadsWithCrashesNeverOverspendAndLeakNothing() throws Exception {
    long seed = 20261124L;
    FlakyStore store = new FlakyStore();
    // Every call moves the clock, so that the crashed calls expire while others go on; a look at it
    // does not, so that the test ends at the same time of the same day however the threads race.
    AtomicLong now = new AtomicLong(Instant.parse("2026-11-24T10:00:00Z").toEpochMilli());
    String rules = "key k tokens_per_day " + BUDGET;
    // Several processes: each has its own locks and meets the others only in the store.
    List<Limits> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(
          new Limits(
              store,
              LimitRules.parse(rules, "l"),
              Prices.parse("* 1 1", "p"),
              () -> Instant.ofEpochMilli(now.get()),
              new Random(seed + i),
              Duration.ofMinutes(1),
              attempt -> {
                Thread.yield();
                return true;
              }));
    }
    AtomicLong reallyUsed = new AtomicLong();
    AtomicLong crashed = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> done = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      done.add(
          pool.submit(
              () -> {
                Random random = new Random(seed * 31 + thread);
                for (int call = 0; call < CALLS; call++) {
                  now.addAndGet(200);
                  spend(processes.get(thread % 4), random, reallyUsed, crashed, refused);
                }
              }));
    }
    for (Future<?> one : done) {
      try {
        one.get();
      } catch (ExecutionException failed) {
        throw new AssertionError("seed " + seed, failed);
      }
    }
    pool.shutdown();
    assertTrue(reallyUsed.get() <= BUDGET, "seed " + seed + ": " + reallyUsed + " of " + BUDGET);
    assertTrue(crashed.get() > 100 && refused.get() > 0, "seed " + seed + ": nothing was tried");

    // What the crashes left is used up when it expires, and free again when the day is over.
    now.set(Instant.parse("2026-11-25T00:00:00Z").toEpochMilli());
    Grant whole = processes.get(0).reserve(CALLER, "m", new Usage(BUDGET, 0));
    processes.get(0).settle(assertInstanceOf(Grant.Reservation.class, whole), new Usage(1, 0));
    String account =
        new String(store.records.firstEntry().getValue().body(), StandardCharsets.UTF_8);
    assertFalse(account.contains("open"), account);
    assertEquals(1, account.lines().filter(l -> l.matches("used tokens_per_day .* 1")).count());
  }

  /** One call: the model is paid between reservation and settlement, and crashes come anywhere. */
  private static void spend(
      Limits limits, Random random, AtomicLong used, AtomicLong crashed, AtomicLong refused) {
    Grant grant = limits.reserve(CALLER, "m", new Usage(50, 50));
    if (grant instanceof Grant.Reservation reservation) {
      switch (random.nextInt(20)) {
        case 0 -> { // Crash before the model is called.
          crashed.incrementAndGet();
        }
        case 1 -> { // Crash after the model was paid.
          used.addAndGet(100);
          crashed.incrementAndGet();
        }
        case 2 -> ended(() -> limits.release(reservation));
        default -> {
          Usage real = new Usage(random.nextInt(51), random.nextInt(51));
          used.addAndGet(real.inputTokens() + real.outputTokens());
          ended(() -> limits.settle(reservation, real));
        }
      }
    } else {
      refused.incrementAndGet();
    }
  }

  /**
   * Ends a hold, or leaves it to expire if the account stayed busy: then it counts in full, which
   * the budget above must bear as well. How often that happens is the machine's affair.
   */
  private static void ended(Runnable settlement) {
    try {
      settlement.run();
    } catch (PortException busy) {
      if (busy.code() != PortException.Code.THROTTLED) {
        throw busy;
      }
    }
  }
}
