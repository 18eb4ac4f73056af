package dev.portcullis.rotation.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/**
 * A rotation every five seconds under 32 callers. The clock stands still during a call, so that no
 * caller can be so slow that its cache is older than it may be.
 */
final class RotationUnderLoadTest {
  private static final int CALLERS = 32;
  private static final int ROTATIONS = 120;
  private static final RotationPolicy POLICY =
      new RotationPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20));

  private volatile Instant now = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void noCallFailsAndNoneUsesARetiredKey() throws Exception {
    MemorySecrets secrets = new MemorySecrets(() -> now);
    LiveProvider provider = new LiveProvider(() -> now);
    Rotations rotations =
        new Rotations(
            List.of(new Credential("test", "model", "model/key", provider, provider, POLICY)),
            secrets,
            secrets,
            new MemoryRecordStore(),
            record -> {},
            finding -> {},
            () -> now,
            new SplittableRandom(1));
    rotate(rotations, 0);
    RotatedSecret held =
        new RotatedSecret(
            secrets, "model/key", Duration.ofSeconds(1), Duration.ofSeconds(3), () -> now);
    ReentrantReadWriteLock time = new ReentrantReadWriteLock(true);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        running.add(
            callers.submit(
                () -> {
                  while (!over.get()) {
                    time.readLock().lock();
                    try {
                      provider.call(held.get().value());
                    } finally {
                      time.readLock().unlock();
                    }
                  }
                }));
      }
      for (int i = 1; i <= ROTATIONS; i++) {
        for (int second = 0; second < 5; second++) {
          time.writeLock().lock();
          now = now.plusSeconds(1);
          time.writeLock().unlock();
          rotations.reconcile("model");
        }
        rotate(rotations, i);
      }
      over.set(true);
      for (Future<?> caller : running) {
        caller.get();
      }
    } finally {
      over.set(true);
      callers.shutdownNow();
    }
    assertEquals(0, provider.refused.get());
    assertTrue(provider.calls.get() > CALLERS, provider.calls + " calls");
    assertTrue(provider.liveKeys() <= 2, provider.liveKeys() + " live keys");
  }

  private static void rotate(Rotations rotations, int number) {
    assertInstanceOf(
        StepOutcome.Done.class, rotations.handle(Trigger.whole("model", "rotation " + number)));
  }
}
