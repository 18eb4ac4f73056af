package dev.portcullis.local.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import dev.portcullis.rotation.provider.Verdict;
import dev.portcullis.rotation.provider.own.RandomKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RotationSchedulerTest {
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Laboratory laboratory = new Laboratory();
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final RandomKeys keys = RandomKeys.redaction(new SecureRandom());
  private final OperatorLog operator =
      new OperatorLog() {
        @Override
        public void info(String line) {
          told.add("info " + line);
        }

        @Override
        public void alarm(String line) {
          told.add("alarm " + line);
        }
      };

  private final List<RotationScheduler> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(RotationScheduler::close);
    executor.shutdownNow();
  }

  @Test
  void aFailureIsOneAlarmAndStopsNeitherTheNextPassNorTheOther() throws Exception {
    AtomicInteger passes = new AtomicInteger();
    KeyProbe bad =
        value -> {
          if (passes.incrementAndGet() <= 20) {
            throw new PortException(PortException.Code.UNAVAILABLE, "probe");
          }
          return Verdict.ACCEPTED;
        };
    start(
        credential("bad", keys, bad, RotationPolicy.defaults()),
        credential("good", keys, keys, RotationPolicy.defaults()));
    assertEquals(
        "alarm rotating bad failed and is tried again: unavailable; the former key is still in"
            + " use",
        next());
    assertEquals("info rotated good", next());
    assertEquals("info rotating bad works again", next());
    assertEquals("info rotated bad", next());
    assertTrue(laboratory.secrets.read("bad/key").isPresent());
  }

  @Test
  void aDefectIsNamedWithoutItsMessageAndTheOtherGoesOn() throws Exception {
    KeyProbe defect =
        value -> {
          throw new IllegalStateException("canary " + value.reveal());
        };
    start(
        credential("bad", keys, defect, RotationPolicy.defaults()),
        credential("good", keys, keys, RotationPolicy.defaults()));
    assertEquals(
        "alarm rotating bad failed and is tried again: java.lang.IllegalStateException", next());
    assertEquals("info rotated good", next());
  }

  @Test
  void closingWaitsForTheStepThatIsBeingDoneAndBeginsNoOther() throws Exception {
    CountDownLatch probed = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    KeyProbe slow =
        value -> {
          probed.countDown();
          try {
            assertTrue(go.await(1, TimeUnit.MINUTES));
          } catch (InterruptedException cutOff) {
            throw new PortException(PortException.Code.INTERRUPTED, "probe");
          }
          return Verdict.ACCEPTED;
        };
    RotationScheduler scheduler =
        start(
            credential("slow", keys, slow, RotationPolicy.defaults()),
            credential("never", keys, keys, RotationPolicy.defaults()));
    assertTrue(probed.await(1, TimeUnit.MINUTES));
    Thread closing = new Thread(scheduler::close);
    closing.start();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    closing.join();
    assertEquals("info rotated slow", next());
    assertTrue(laboratory.secrets.read("slow/key").isPresent());
    assertFalse(laboratory.secrets.read("never/key").isPresent());
    assertEquals(0, told.size());
  }

  @Test
  void whatIsCutOffIsTakenUpByTheNextProcess() throws Exception {
    CountDownLatch made = new CountDownLatch(1);
    OwnKeyProvider stuck =
        new OwnKeyProvider() {
          @Override
          public SecretText generate() {
            made.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException cutOff) {
              throw new PortException(PortException.Code.INTERRUPTED, "make a key");
            }
            throw new AssertionError("nothing counts it down");
          }

          @Override
          public void announce(String version, SecretText value) {}

          @Override
          public boolean stillNeeded(String version) {
            return false;
          }
        };
    Credential first = credential("one", stuck, keys, RotationPolicy.defaults());
    RotationScheduler scheduler =
        new RotationScheduler(
            laboratory.rotations(List.of(first)), executor, SOON, Duration.ZERO, operator);
    assertTrue(made.await(1, TimeUnit.MINUTES));
    scheduler.close();
    executor.shutdownNow();
    assertTrue(executor.awaitTermination(1, TimeUnit.MINUTES));
    assertEquals("info a rotation under way is cut off; the next process takes it up", next());
    laboratory.now = laboratory.now.plus(RotationPolicy.defaults().lease());
    told.clear();
    ScheduledExecutorService second = Executors.newScheduledThreadPool(1);
    started.add(
        new RotationScheduler(
            laboratory.rotations(List.of(credential("one", keys, keys, RotationPolicy.defaults()))),
            second,
            SOON,
            PATIENCE,
            operator));
    assertEquals("info rotated one", next());
    second.shutdownNow();
    assertEquals(1, laboratory.secrets.versions("one/key").size());
  }

  @Test
  void itLooksOftenEnoughForTheShortestSpanAndNoOftenerThanEverySecond() {
    assertEquals(Duration.ofMinutes(1), pace(Duration.ofDays(30)));
    assertEquals(Duration.ofSeconds(12), pace(Duration.ofMinutes(1)));
    assertEquals(Duration.ofSeconds(1), pace(Duration.ofSeconds(2)));
  }

  private Duration pace(Duration interval) {
    RotationPolicy usual = RotationPolicy.defaults();
    return RotationScheduler.pace(
        List.of(
            credential(
                "x",
                keys,
                keys,
                new RotationPolicy(
                    interval,
                    usual.cacheAge(),
                    usual.grace(),
                    usual.propagation(),
                    usual.lease(),
                    usual.stuckAfter(),
                    usual.orphanAge(),
                    usual.handOver(),
                    usual.reminder()))));
  }

  private RotationScheduler start(Credential... credentials) {
    Rotations rotations = laboratory.rotations(List.of(credentials));
    RotationScheduler scheduler =
        new RotationScheduler(rotations, executor, SOON, PATIENCE, operator);
    started.add(scheduler);
    return scheduler;
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(1, TimeUnit.MINUTES));
  }

  private static Credential credential(
      String id, OwnKeyProvider provider, KeyProbe probe, RotationPolicy policy) {
    return new Credential("laptop", id, id + "/key", provider, probe, policy);
  }
}
