package dev.portcullis.audit.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.log.Sealer;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts to hide what is stored, on every kind of object and under every provider's rules. */
final class ShadowingTest {
  private static final List<String> PREFIXES =
      List.of("intake/", "commit/", "tile/0/", "tile/entries/", "seal/");

  @ParameterizedTest
  @EnumSource(names = {"S3", "AZURE_VERSION"})
  void aNewerVersionIsNamedAndTheLogGoesOnFromTheOldest(Provider provider) {
    LogHarness log = grown(provider);
    for (String prefix : PREFIXES) {
      String key = first(log, prefix);
      byte[] good = log.worm.get(key).orElseThrow();
      log.worm.overwrite(key, new byte[] {1});
      assertShadowed(log, key);
      assertArrayEquals(good, log.worm.get(key).orElseThrow());
    }
    goesOn(log);
  }

  @ParameterizedTest
  @EnumSource(names = {"S3", "AZURE_VERSION"})
  void aDeleteMarkerIsNamedWithAndWithoutANewObjectOnIt(Provider provider) {
    LogHarness log = grown(provider);
    for (String prefix : PREFIXES) {
      String key = first(log, prefix);
      log.worm.delete(key);
      assertShadowed(log, key);
      log.worm.create(key, new byte[] {1}, log.now.plus(AuditTrail.LEAST_RETENTION));
      assertShadowed(log, key);
    }
    goesOn(log);
  }

  @ParameterizedTest
  @EnumSource(names = {"GCS", "AZURE_CONTAINER"})
  void whereKeysAreProtectedNeitherIsPossible(Provider provider) {
    LogHarness log = grown(provider);
    for (String prefix : PREFIXES) {
      String key = first(log, prefix);
      denied(() -> log.worm.overwrite(key, new byte[] {1}));
      denied(() -> log.worm.delete(key));
    }
    assertTrue(verify(log).verified());
  }

  private static LogHarness grown(Provider provider) {
    LogHarness log = new LogHarness(provider);
    log.seal(600, 100);
    log.sequencer().run();
    log.pass(Duration.ofHours(2));
    new Sealer(log.worm, log.sequencer(), log.signer, log.clock, AuditTrail.LEAST_RETENTION).run();
    assertTrue(verify(log).verified());
    return log;
  }

  /** What hides objects hides nothing from the log itself: it commits on and names the attack. */
  private static void goesOn(LogHarness log) {
    log.seal(100, 100);
    assertEquals(700, log.sequencer().run().size());
    assertTrue(verify(log).faults().stream().allMatch(f -> f.kind() == Kind.SHADOWED));
  }

  private static void assertShadowed(LogHarness log, String key) {
    List<Fault> faults = verify(log).faults();
    assertTrue(
        faults.stream().anyMatch(f -> f.kind() == Kind.SHADOWED && f.object().equals(key)),
        key + ": " + faults);
  }

  private static void denied(Runnable attack) {
    assertEquals(Code.DENIED, assertThrows(PortException.class, attack::run).code());
  }

  private static String first(LogHarness log, String prefix) {
    return log.worm.list(prefix, "", 1).stream().map(Entry::key).findFirst().orElseThrow();
  }

  private static Report verify(LogHarness log) {
    return new LogVerifier(log.keys(), AuditTrail.LEAST_RETENTION, new Random(3))
        .verify(LogView.of(log.worm, log.published), (commits, entries) -> {});
  }
}
