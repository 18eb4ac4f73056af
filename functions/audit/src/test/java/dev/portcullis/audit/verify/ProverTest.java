package dev.portcullis.audit.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.tlog.TlogProof;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProverTest {
  private final LogHarness log = new LogHarness(Provider.GCS);

  @Test
  void aThirdPartyChecksAnEntryWithTheProofAndTheKeyAlone() {
    grow();
    for (long index : new long[] {0, 255, 256, 699}) {
      Prover.Proven proven = prover().prove(index).orElseThrow();
      TlogProof read = TlogProof.parse(proven.proof().render());
      byte[] entry = ("{\"id\":\"event/" + index + "\"}").getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(entry, proven.entry());
      assertTrue(read.proves(entry, log.keys()));
      assertFalse(read.proves(new byte[] {1}, log.keys()));
    }
  }

  @Test
  void anEventIsFoundByItsId() {
    grow();
    assertEquals(Optional.of(500L), prover().find("event/500"));
    assertEquals(Optional.empty(), prover().find("event/none"));
  }

  @Test
  void whatNoCheckpointCoversHasNoProofYet() {
    assertEquals(Optional.empty(), prover().prove(0));
    grow();
    assertEquals(Optional.empty(), prover().prove(700));
  }

  @Test
  void anyChangedByteOfAProofIsRejected() {
    grow();
    Prover.Proven proven = prover().prove(300).orElseThrow();
    byte[] good = proven.proof().render();
    long seed = 5;
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      byte[] bad = good.clone();
      int bit = random.nextInt(bad.length * 8);
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(holds(bad, proven.entry()), "bit " + bit + " seed " + seed);
    }
  }

  private boolean holds(byte[] proof, byte[] entry) {
    try {
      return TlogProof.parse(proof).proves(entry, log.keys());
    } catch (PortException e) {
      return false;
    }
  }

  private void grow() {
    log.seal(700, 100);
    log.pass(Duration.ofSeconds(2));
    log.sequencer().run();
  }

  private Prover prover() {
    return new Prover(LogView.of(log.worm, log.published), log.keys());
  }
}
