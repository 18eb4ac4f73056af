package dev.portcullis.audit.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.WormStore.Entry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A thousand random changes to a log's objects, one at a time, each of which must be named. */
final class MutationsTest {
  private static final long SEED = 4;

  private final LogHarness log = new LogHarness(Provider.AZURE_VERSION);
  private final Random random = new Random(SEED);

  @Test
  void everyChangeToAWriteOnceObjectIsNamed() {
    for (int count : new int[] {20, 250}) {
      log.seal(count, 50);
      log.sequencer().run();
      log.pass(Duration.ofHours(2));
    }
    new Sealer(log.worm, log.sequencer(), log.signer, log.clock, AuditTrail.LEAST_RETENTION).run();
    List<Entry> objects = log.worm.list("", "", 1_000);
    for (int round = 0; round < 1_000; round++) {
      String key = objects.get(random.nextInt(objects.size())).key();
      byte[] good = log.worm.get(key).orElseThrow();
      byte[] bad = changed(good);
      log.worm.corrupt(key, bad);
      List<Fault> faults = verify().faults();
      assertTrue(
          Arrays.equals(good, bad) || faults.stream().anyMatch(f -> f.object().equals(key)),
          "seed " + SEED + " round " + round + " " + key + ": " + faults);
      log.worm.corrupt(key, good);
    }
    assertTrue(verify().verified());
  }

  @Test
  void everyChangeToAPublishedObjectIsNamed() {
    for (int count : new int[] {20, 250}) {
      log.seal(count, 50);
      log.sequencer().run();
      log.pass(Duration.ofHours(2));
    }
    List<String> objects = log.published.keys();
    for (int round = 0; round < 400; round++) {
      String key = objects.get(random.nextInt(objects.size()));
      byte[] good = log.published.get(key).orElseThrow();
      byte[] bad = changed(good);
      log.published.replace(key, bad);
      List<Fault> faults = verify().faults();
      assertTrue(
          Arrays.equals(good, bad) || faults.stream().anyMatch(f -> f.object().equals(key)),
          "seed " + SEED + " round " + round + " " + key + ": " + faults);
      log.published.replace(key, good);
    }
    assertTrue(verify().verified());
  }

  private byte[] changed(byte[] good) {
    byte[] bad = good.clone();
    int at = random.nextInt(good.length);
    switch (random.nextInt(5)) {
      case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bad[at] = (byte) random.nextInt(256);
      case 2 -> bad = Arrays.copyOf(good, at);
      case 3 -> bad = Arrays.copyOf(good, good.length + 1 + random.nextInt(40));
      default -> {
        int to = random.nextInt(good.length);
        bad[at] = good[to];
        bad[to] = good[at];
      }
    }
    return bad;
  }

  private Report verify() {
    return new LogVerifier(log.keys(), AuditTrail.LEAST_RETENTION, new Random(3))
        .verify(LogView.of(log.worm, log.published), (commits, entries) -> {});
  }
}
