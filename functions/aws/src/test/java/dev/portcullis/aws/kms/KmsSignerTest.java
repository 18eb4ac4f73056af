package dev.portcullis.aws.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.kms.model.KeySpec;

/** What a key that cannot sign does to a signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsSignerTest {
  private Keys keys;

  @BeforeAll
  void start() throws IOException {
    keys = new Keys();
  }

  @AfterAll
  void stop() {
    keys.close();
  }

  @Test
  void aKeyDisabledSinceTheStartIsDenied() {
    String key = keys.signing(KeySpec.ECC_NIST_P256);
    Signer signer = KmsSigner.open(keys.client(), key);
    keys.client().disableKey(request -> request.keyId(key));
    assertEquals(Code.DENIED, code(() -> signer.sign(new byte[] {1})));
  }

  @Test
  void aKeyThatIsNotThereIsMissing() {
    String key = keys.signing(KeySpec.ECC_NIST_P256);
    assertEquals(
        Code.MISSING,
        code(() -> KmsSigner.open(keys.client(), key.substring(0, key.length() - 1) + "x")));
  }

  @Test
  void anEmptyMessageIsInvalidWithoutACall() {
    Signer signer = KmsSigner.open(keys.client(), keys.signing(KeySpec.ECC_NIST_EDWARDS25519));
    keys.server().forget();
    assertEquals(Code.INVALID, code(() -> signer.sign(new byte[0])));
    assertEquals(0, keys.server().seen().size());
  }

  private static Code code(Runnable call) {
    return assertThrows(PortException.class, call::run).code();
  }
}
