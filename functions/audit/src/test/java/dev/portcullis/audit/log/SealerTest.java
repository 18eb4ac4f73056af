package dev.portcullis.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.verify.Fault;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.contract.memory.Provider;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SealerTest {
  private final LogHarness log = new LogHarness(Provider.S3);

  @Test
  void anHourIsSealedOnceItIsLongOver() {
    log.seal(3, 1);
    log.sequencer().run();
    assertEquals(0, sealer().run());
    log.pass(Duration.ofMinutes(80));
    assertEquals(1, sealer().run());
    assertEquals(0, sealer().run());
    assertEquals(1, verify().seals());
    assertTrue(verify().verified());
  }

  @Test
  void hoursWithoutAnythingHaveNoSealAndTheChainGoesOn() {
    for (int i = 0; i < 3; i++) {
      log.seal(2, 1);
      log.sequencer().run();
      log.pass(Duration.ofHours(5));
    }
    assertEquals(3, sealer().run());
    assertEquals(List.of(), verify().faults());
  }

  @Test
  void noHourIsBegunWithoutTimeForIt() {
    for (int i = 0; i < 3; i++) {
      log.seal(2, 1);
      log.sequencer().run();
      log.pass(Duration.ofHours(5));
    }
    Iterator<Boolean> time = List.of(true, false).iterator();
    assertEquals(1, sealer().run(time::next));
    assertEquals(2, sealer().run());
    assertEquals(List.of(), verify().faults());
  }

  @Test
  void whatNobodyCommittedIsCommittedBeforeItsHourIsSealed() {
    log.seal(2, 1);
    log.pass(Duration.ofHours(3));
    assertEquals(1, sealer().run());
    Report report = verify();
    assertEquals(2, report.size());
    assertTrue(report.verified());
  }

  @Test
  void oneFlippedBitInASealNamesIt() {
    sealed();
    String key = log.worm.list(Seal.PREFIX, "", 1).get(0).key();
    byte[] good = log.worm.get(key).orElseThrow();
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] bad = good.clone();
      int bit = random.nextInt(bad.length * 8);
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      log.worm.corrupt(key, bad);
      assertTrue(names(verify(), key), "bit " + bit + " seed " + seed);
    }
  }

  @Test
  void aSealedObjectThatIsGoneIsNamed() {
    sealed();
    String key = log.worm.list(IntakeKeys.PREFIX, "", 1).get(0).key();
    log.worm.vanish(key);
    assertTrue(
        verify().faults().stream()
            .anyMatch(f -> f.kind() == Fault.Kind.SUPPRESSED && f.object().equals(key)));
  }

  @Test
  void aSealThatIsGoneBreaksTheChainOfTheNext() {
    sealed();
    List<dev.portcullis.ports.WormStore.Entry> seals = log.worm.list(Seal.PREFIX, "", 10);
    log.worm.vanish(seals.get(0).key());
    assertTrue(names(verify(), seals.get(1).key()));
  }

  private void sealed() {
    for (int i = 0; i < 2; i++) {
      log.seal(4, 2);
      log.sequencer().run();
      log.pass(Duration.ofHours(2));
    }
    sealer().run();
  }

  private static boolean names(Report report, String key) {
    return report.faults().stream().anyMatch(fault -> fault.object().equals(key));
  }

  private Sealer sealer() {
    return new Sealer(log.worm, log.sequencer(), log.signer, log.clock, AuditTrail.LEAST_RETENTION);
  }

  private Report verify() {
    return new LogVerifier(log.keys(), AuditTrail.LEAST_RETENTION, new Random(3))
        .verify(LogView.of(log.worm, log.published), (commits, entries) -> {});
  }
}
