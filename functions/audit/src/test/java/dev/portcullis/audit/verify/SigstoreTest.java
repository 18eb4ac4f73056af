package dev.portcullis.audit.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.tlog.TlogProof;
import dev.portcullis.contract.memory.Provider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sigstore-java, which nobody here wrote, says about our proofs. */
final class SigstoreTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 700})
  void everyProofIsAcceptedAndNoneOfAnotherEntry(int size) {
    LogHarness log = new LogHarness(Provider.GCS);
    log.seal(size, 100);
    log.sequencer().run();
    Prover prover = new Prover(LogView.of(log.worm, log.published), log.keys());
    for (long index = 0; index < size; index += Math.max(1, size / 50)) {
      Prover.Proven proven = prover.prove(index).orElseThrow();
      assertTrue(SigstoreVerifier.accepts(proven.proof(), proven.entry()), "entry " + index);
      assertFalse(SigstoreVerifier.accepts(proven.proof(), new byte[] {1}), "entry " + index);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 257, 700})
  void aProofWithAChangedHashIsRefused(int size) {
    LogHarness log = new LogHarness(Provider.GCS);
    log.seal(size, 100);
    log.sequencer().run();
    Prover prover = new Prover(LogView.of(log.worm, log.published), log.keys());
    Prover.Proven proven = prover.prove(size / 2).orElseThrow();
    for (int i = 0; i < proven.proof().hashes().size(); i++) {
      List<byte[]> hashes = new ArrayList<>(proven.proof().hashes());
      byte[] changed = hashes.get(i).clone();
      changed[5] ^= 1;
      hashes.set(i, changed);
      TlogProof bad = new TlogProof(proven.proof().index(), hashes, proven.proof().checkpoint());
      assertFalse(SigstoreVerifier.accepts(bad, proven.entry()), "hash " + i);
    }
  }
}
