package dev.portcullis.audit.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class AuditTrailTest {
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T14:13:00Z"));
  private final MemoryWormStore store = new MemoryWormStore(Provider.GCS, clock);
  private final List<String> alarms = new ArrayList<>();

  @Test
  void anEntryIsStoredByteForByteWithItsEventId() {
    LogEntry entry = entry("a/1/intent", "\u00e9{}");
    Receipt receipt = trail(store).append(List.of(entry));
    IntakeBatch batch = read(receipt.intakeKey());
    assertEquals("a/1/intent", batch.eventId(0));
    assertArrayEquals(entry.bytes(), batch.entry(0));
    assertEquals(receipt.batchDigest(), batch.digest());
  }

  @Test
  void theKeyNamesTheMinuteTheWriterTheCounterAndTheDigest() {
    Receipt receipt = trail(store).append(List.of(entry("a", "x")));
    assertTrue(
        receipt.intakeKey().matches("intake/20261124T1413/[0-9a-f]{16}-0000000000-[0-9a-f]{16}"));
  }

  @Test
  void eachBatchNamesTheOneBefore() {
    AuditTrail trail = trail(store);
    Receipt first = trail.append(List.of(entry("a", "x")));
    IntakeHead second = read(trail.append(List.of(entry("b", "y"))).intakeKey()).head();
    assertEquals(1, second.counter());
    assertEquals(first.batchDigest(), second.previous());
  }

  @Test
  void aLostAnswerIsReadBackAndSealed() {
    WormStore lossy =
        creating(
            (key, body) -> {
              if (store.create(key, body, clock.instant().plusSeconds(60))
                  instanceof WormStore.Exists exists) {
                return exists;
              }
              throw new PortException(Code.TIMEOUT, "lost");
            });
    Receipt receipt = trail(lossy).append(List.of(entry("a", "x")));
    assertEquals(1, store.size());
    assertEquals("a", read(receipt.intakeKey()).eventId(0));
  }

  @Test
  void aKeyTakenByOtherBytesRaisesAnAlarmAndBothAreKept() {
    List<String> keys = new ArrayList<>();
    WormStore taken =
        creating(
            (key, body) -> {
              keys.add(key);
              if (keys.size() == 1) {
                store.create(key, new byte[] {1}, clock.instant().plusSeconds(60));
              }
              return store.create(key, body, clock.instant().plusSeconds(60));
            });
    Receipt receipt = trail(taken).append(List.of(entry("a", "x")));
    assertEquals(List.of(keys.get(0)), alarms);
    assertEquals(2, store.size());
    assertEquals(1, read(receipt.intakeKey()).head().counter());
  }

  @Test
  void anUnconfirmedBatchIsNamedByTheNextOne() {
    boolean[] down = {true};
    WormStore flaky =
        creating(
            (key, body) -> {
              if (down[0]) {
                throw new PortException(Code.UNAVAILABLE, "down");
              }
              return store.create(key, body, clock.instant().plusSeconds(60));
            });
    AuditTrail trail = trail(flaky);
    PortException failed =
        assertThrows(PortException.class, () -> trail.append(List.of(entry("a", "x"))));
    assertEquals(Code.UNAVAILABLE, failed.code());
    down[0] = false;
    IntakeHead head = read(trail.append(List.of(entry("a", "x"))).intakeKey()).head();
    assertEquals(1, head.unconfirmed().size());
    assertEquals(0, head.unconfirmed().get(0).counter());
  }

  @Test
  void callersWhoComeDuringAWriteShareTheNextObject() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    WormStore slow =
        creating(
            (key, body) -> {
              started.countDown();
              awaitQuietly(release);
              return store.create(key, body, clock.instant().plusSeconds(60));
            });
    AuditTrail trail = trail(slow);
    ExecutorService threads = Executors.newFixedThreadPool(33);
    try {
      Future<Receipt> first = threads.submit(() -> trail.append(List.of(entry("first", "x"))));
      started.await();
      List<Future<Receipt>> others = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        String id = "e" + i;
        others.add(
            threads.submit(
                () -> {
                  synchronized (callers) {
                    callers.add(Thread.currentThread());
                  }
                  return trail.append(List.of(entry(id, id)));
                }));
      }
      while (!allWaiting(callers)) {
        Thread.onSpinWait();
      }
      release.countDown();
      first.get();
      for (Future<Receipt> other : others) {
        Receipt receipt = other.get();
        assertTrue(read(receipt.intakeKey()).eventId(receipt.firstInBatch()).startsWith("e"));
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2, store.size());
  }

  @Test
  void anEntryThatTheLogCannotHoldIsInvalid() {
    assertThrows(PortException.class, () -> new LogEntry("a b", new byte[] {1}));
    assertThrows(PortException.class, () -> new LogEntry("", new byte[] {1}));
    assertThrows(PortException.class, () -> new LogEntry("a", new byte[0]));
    assertThrows(PortException.class, () -> new LogEntry("a", new byte[65_536]));
  }

  @Test
  void anyDamagedByteChangesTheDigestOrIsCorrupt() {
    Receipt receipt = trail(store).append(List.of(entry("a", "one"), entry("b", "two")));
    byte[] good = store.get(receipt.intakeKey()).orElseThrow();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertTrue(
            !IntakeBatch.parse(bad, new TreeHash()).digest().equals(receipt.batchDigest()),
            "bit " + bit);
      } catch (PortException e) {
        assertEquals(Code.CORRUPT, e.code());
      }
    }
  }

  @Test
  void randomBytesAreCorruptAndNothingElse() {
    long seed = 20261124;
    Random random = new Random(seed);
    byte[] good =
        store.get(trail(store).append(List.of(entry("a", "one"))).intakeKey()).orElseThrow();
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        IntakeBatch.parse(bad, new TreeHash());
      } catch (PortException e) {
        assertEquals(Code.CORRUPT, e.code(), "seed " + seed + " round " + i);
      }
    }
  }

  private static boolean allWaiting(List<Thread> callers) {
    synchronized (callers) {
      return callers.size() == 32
          && callers.stream().allMatch(t -> t.getState() == Thread.State.WAITING);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new PortException(Code.INTERRUPTED, "test", e);
    }
  }

  private AuditTrail trail(WormStore worm) {
    return new AuditTrail(
        worm,
        clock,
        new Random(7),
        AuditTrail.LEAST_RETENTION,
        (what, object) -> alarms.add(object));
  }

  private IntakeBatch read(String key) {
    return IntakeBatch.parse(store.get(key).orElseThrow(), new TreeHash());
  }

  private static LogEntry entry(String id, String text) {
    return new LogEntry(id, text.getBytes(StandardCharsets.UTF_8));
  }

  private WormStore creating(BiFunction<String, byte[], WormStore.PutOutcome> create) {
    return new WormStore() {
      @Override
      public PutOutcome create(String key, byte[] body, Instant retainUntil) {
        return create.apply(key, body);
      }

      @Override
      public Optional<byte[]> get(String key) {
        return store.get(key);
      }

      @Override
      public List<Entry> list(String prefix, String after, int limit) {
        return store.list(prefix, after, limit);
      }

      @Override
      public List<Version> versions(String key) {
        return store.versions(key);
      }
    };
  }
}
