package dev.portcullis.rotation.load;

import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A rotation every five seconds under 32 callers by the real clock, for so many seconds. */
public final class RotationSoak {
  private static final int CALLERS = 32;
  private static final RotationPolicy POLICY =
      new RotationPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20));

  private RotationSoak() {}

  /** Takes the seconds; prints one line and exits with 1 if a call failed. */
  public static void main(String[] arguments) throws Exception {
    Clock clock = Clock.systemUTC();
    MemorySecrets secrets = new MemorySecrets(clock);
    LiveProvider provider = new LiveProvider(clock);
    Rotations rotations =
        new Rotations(
            List.of(new Credential("soak", "model", "model/key", provider, provider, POLICY)),
            secrets,
            secrets,
            new MemoryRecordStore(),
            record -> {},
            finding -> {},
            clock,
            new SecureRandom());
    int rotated = 0;
    int failed = rotate(rotations, rotated);
    RotatedSecret held =
        new RotatedSecret(
            secrets, "model/key", Duration.ofSeconds(1), Duration.ofSeconds(2), clock);
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(CALLERS);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    for (int i = 0; i < CALLERS; i++) {
      callers.execute(() -> call(provider, held, over, ended));
    }
    Instant end = clock.instant().plusSeconds(Long.parseLong(arguments[0]));
    CountDownLatch never = new CountDownLatch(1);
    for (int second = 1; clock.instant().isBefore(end); second++) {
      never.await(1, TimeUnit.SECONDS);
      rotations.reconcile("model");
      if (second % 5 == 0) {
        failed += rotate(rotations, ++rotated);
      }
    }
    over.set(true);
    ended.await();
    callers.shutdownNow();
    System.out.printf(
        "rotation under load: %,d rotations, %d not done, %,d calls by %d callers, %d refused, %d"
            + " live keys%n",
        rotated,
        failed,
        provider.calls.get(),
        CALLERS,
        provider.refused.get(),
        provider.liveKeys());
    System.exit(provider.refused.get() == 0 && failed == 0 ? 0 : 1);
  }

  private static void call(
      LiveProvider provider, RotatedSecret held, AtomicBoolean over, CountDownLatch ended) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!over.get()) {
        held.call(secret -> provider.call(secret.value()), taken -> !taken);
        never.await(1, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private static int rotate(Rotations rotations, int number) {
    StepOutcome outcome = rotations.handle(Trigger.whole("model", "rotation " + number));
    return outcome instanceof StepOutcome.Done ? 0 : 1;
  }
}
