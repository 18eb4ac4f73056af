package dev.portcullis.aws.kms;

import dev.portcullis.contract.SignerContract;
import dev.portcullis.ports.Signer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.kms.model.KeySpec;

/** The adapter keeps the port's contract with a key of this kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsEd25519Test extends SignerContract {
  private Keys keys;

  @BeforeAll
  void start() throws IOException {
    keys = new Keys();
  }

  @AfterAll
  void stop() {
    keys.close();
  }

  @Override
  protected Signer signer() {
    return KmsSigner.open(keys.client(), keys.signing(KeySpec.ECC_NIST_EDWARDS25519));
  }
}
