package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Signer} does, sentence by sentence. */
public abstract class SignerContract {
  /** For adapters' suites. */
  protected SignerContract() {}

  /** A signer. */
  protected abstract Signer signer() throws Exception;

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 4_096})
  final void everySignatureVerifiesUnderThePublicKey(int length) throws Exception {
    Signer signer = signer();
    assertTrue(verifies(signer, new byte[length], signer.sign(new byte[length])));
  }

  @Test
  final void aSignatureIsOfItsMessageOnly() throws Exception {
    Signer signer = signer();
    assertFalse(verifies(signer, new byte[] {2}, signer.sign(new byte[] {1})));
  }

  @Test
  final void anEmptyMessageOrOneOverFourThousandAndNinetySixBytesIsInvalid() throws Exception {
    Signer signer = signer();
    refuses(Code.INVALID, () -> signer.sign(new byte[0]));
    refuses(Code.INVALID, () -> signer.sign(new byte[4_097]));
  }

  @Test
  final void anEd25519SignatureHasSixtyFourBytes() throws Exception {
    Signer signer = signer();
    if (signer.algorithm() == Signer.Algorithm.ED25519) {
      assertEquals(64, signer.sign(new byte[] {1}).length);
    }
  }

  @Test
  final void theKeyIdIsStable() throws Exception {
    Signer signer = signer();
    assertFalse(signer.keyId().isEmpty());
    assertEquals(signer.keyId(), signer.keyId());
  }

  @Test
  final void manyThreadsSignAtOnce() throws Exception {
    Signer signer = signer();
    byte[] message = {1, 2, 3};
    for (byte[] signature : Racing.race(16, i -> signer.sign(message))) {
      assertTrue(verifies(signer, message, signature));
    }
  }

  private static boolean verifies(Signer signer, byte[] message, byte[] signature)
      throws Exception {
    Signature verifier =
        Signature.getInstance(
            signer.algorithm() == Signer.Algorithm.ED25519 ? "Ed25519" : "SHA256withECDSA");
    verifier.initVerify(signer.publicKey());
    verifier.update(message);
    return verifier.verify(signature);
  }
}
