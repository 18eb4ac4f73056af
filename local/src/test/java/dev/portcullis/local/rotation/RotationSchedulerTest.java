package dev.portcullis.local.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.provider.own.RandomKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RotationSchedulerTest {
  private final Laboratory laboratory = new Laboratory();
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void whatIsDueIsRotatedAndAFailureOfOneDoesNotStopTheOther() throws Exception {
    RandomKeys good = RandomKeys.redaction(new SecureRandom());
    RandomKeys bad = RandomKeys.redaction(new SecureRandom());
    Rotations rotations =
        laboratory.rotations(
            List.of(
                new Credential(
                    "laptop",
                    "bad",
                    "bad/key",
                    bad,
                    value -> {
                      throw new PortException(PortException.Code.UNAVAILABLE, "probe");
                    },
                    RotationPolicy.defaults()),
                new Credential(
                    "laptop", "good", "good/key", good, good, RotationPolicy.defaults())));
    RotationScheduler scheduler =
        new RotationScheduler(
            rotations, executor, Duration.ofMillis(10), (id, what) -> told.add(id + " " + what));
    try {
      assertEquals("bad Failed[code=UNAVAILABLE]", told.poll(30, TimeUnit.SECONDS));
      assertEquals("good Done[]", told.poll(30, TimeUnit.SECONDS));
      assertTrue(laboratory.secrets.read("good/key").isPresent());
    } finally {
      scheduler.close();
    }
  }
}
