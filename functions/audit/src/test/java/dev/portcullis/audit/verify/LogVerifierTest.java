package dev.portcullis.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.WormStore.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogVerifierTest {
  private final LogHarness log = new LogHarness(Provider.S3);

  @Test
  void aLogThatNobodyTouchedVerifies() {
    grow();
    Report report = verify();
    assertEquals(List.of(), report.faults());
    assertEquals(600, report.size());
    assertEquals(600, report.proven());
    assertEquals(0, report.pending());
    assertEquals(0, report.duplicates());
  }

  @Test
  void anEmptyLogVerifies() {
    assertTrue(verify().verified());
  }

  @Test
  void whatIsSealedAndNotCommittedIsPendingAndNoFault() {
    grow();
    log.seal(2, 1);
    Report report = verify();
    assertEquals(List.of(), report.faults());
    assertEquals(2, report.pending());
  }

  @Test
  void oneFlippedBitInAnyWriteOnceObjectNamesIt() {
    grow();
    long seed = 42;
    Random random = new Random(seed);
    for (Entry entry : all()) {
      byte[] good = log.worm.get(entry.key()).orElseThrow();
      byte[] bad = good.clone();
      int bit = random.nextInt(bad.length * 8);
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      log.worm.corrupt(entry.key(), bad);
      List<Fault> faults = verify().faults();
      assertTrue(
          faults.stream().anyMatch(f -> f.object().equals(entry.key())),
          entry.key() + " bit " + bit + " seed " + seed + ": " + faults);
      log.worm.corrupt(entry.key(), good);
    }
  }

  @Test
  void oneFlippedBitInAnyPublishedObjectNamesIt() {
    grow();
    log.pass(Duration.ofMinutes(1));
    long seed = 43;
    Random random = new Random(seed);
    for (String key : log.published.keys()) {
      byte[] good = log.published.get(key).orElseThrow();
      byte[] bad = good.clone();
      int bit = random.nextInt(bad.length * 8);
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      log.published.replace(key, bad);
      List<Fault> faults = verify().faults();
      assertTrue(
          faults.stream().anyMatch(f -> f.object().equals(key)),
          key + " bit " + bit + " seed " + seed + ": " + faults);
      log.pass(Duration.ofSeconds(2));
      log.published.replace(key, good);
      log.pass(Duration.ofSeconds(2));
    }
    assertTrue(verify().verified());
  }

  @Test
  void everyWriteOnceObjectThatIsGoneIsNamed() {
    grow();
    String last = Commit.key(2);
    for (Entry entry : all()) {
      byte[] good = log.worm.get(entry.key()).orElseThrow();
      log.worm.vanish(entry.key());
      List<Fault> faults = verify().faults();
      assertFalse(faults.isEmpty(), entry.key());
      if (!entry.key().equals(last)) {
        assertTrue(
            faults.stream().anyMatch(f -> f.object().equals(entry.key())),
            entry.key() + ": " + faults);
      }
      log.worm.create(entry.key(), good, log.now.plus(AuditTrail.LEAST_RETENTION));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"intake/", "commit/", "tile/0/", "tile/entries/"})
  void anObjectHiddenByANewerVersionIsShadowed(String prefix) {
    grow();
    String key = log.worm.list(prefix, "", 1).get(0).key();
    log.worm.overwrite(key, new byte[] {1});
    assertShadowed(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"intake/", "commit/", "tile/0/", "tile/entries/"})
  void anObjectHiddenByADeleteMarkerAndMadeAgainIsShadowed(String prefix) {
    grow();
    String key = log.worm.list(prefix, "", 1).get(0).key();
    log.worm.delete(key);
    log.worm.create(key, new byte[] {1}, log.now.plus(AuditTrail.LEAST_RETENTION));
    assertShadowed(key);
  }

  @Test
  void anObjectThatCanBeRemovedTooEarlyIsNamed() {
    grow();
    Report report =
        new LogVerifier(log.keys(), Duration.ofDays(365), new Random(3))
            .verify(LogView.of(log.worm, log.published), (commits, entries) -> {});
    assertTrue(report.faults().stream().allMatch(f -> f.kind() == Kind.RETENTION));
    assertEquals(all().size(), report.faults().size());
  }

  @Test
  void aTileThatTheTreeDoesNotHaveIsForeign() {
    grow();
    String key = new Tile(0, 900, 256).path();
    log.worm.create(key, new byte[8_192], log.now.plus(AuditTrail.LEAST_RETENTION));
    assertEquals(Kind.FOREIGN, verify().faults().get(0).kind());
  }

  @Test
  void aCheckpointOfAnotherKeyIsUnsigned() {
    grow();
    LogHarness other = new LogHarness(Provider.S3);
    other.seal(600, 100);
    other.sequencer().run();
    log.published.replace("checkpoint", other.published.get("checkpoint").orElseThrow());
    assertTrue(verify().faults().stream().anyMatch(f -> f.kind() == Kind.UNSIGNED));
  }

  private void assertShadowed(String key) {
    Report report = verify();
    assertEquals(1, report.faults().size(), report.faults().toString());
    assertEquals(Kind.SHADOWED, report.faults().get(0).kind());
    assertEquals(key, report.faults().get(0).object());
  }

  private void grow() {
    for (int count : new int[] {1, 256, 343}) {
      log.seal(count, 50);
      log.pass(Duration.ofSeconds(5));
      log.sequencer().run();
    }
  }

  private List<Entry> all() {
    return new ArrayList<>(log.worm.list("", "", 1_000));
  }

  private Report verify() {
    return new LogVerifier(log.keys(), AuditTrail.LEAST_RETENTION, new Random(3))
        .verify(LogView.of(log.worm, log.published), (commits, entries) -> {});
  }
}
