package dev.portcullis.aws.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.contract.KeyWrappingContract;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretBytes;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The adapter keeps the port's contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsKeyWrappingTest extends KeyWrappingContract {
  private static final SecretBytes KEY = SecretBytes.of("test key", new byte[32]);

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
  protected KeyWrapping service() {
    return with(keys.wrapping());
  }

  private KmsKeyWrapping with(String primary, String... older) {
    return new KmsKeyWrapping(keys.client(), primary, Set.of(older));
  }

  @Test
  void aDisabledKeyIsDenied() {
    String key = keys.wrapping();
    KeyWrapping.Wrapped wrapped = with(key).wrap(KEY, "tenant/1");
    keys.client().disableKey(request -> request.keyId(key));
    refuses(Code.DENIED, () -> with(key).wrap(KEY, "tenant/1"));
    refuses(Code.DENIED, () -> with(key).unwrap(wrapped, "tenant/1"));
  }

  @Test
  void anotherKeyIsMissingWithoutACall() {
    KeyWrapping.Wrapped wrapped = with(keys.wrapping()).wrap(KEY, "tenant/1");
    KeyWrapping other = with(keys.wrapping());
    keys.server().forget();
    refuses(Code.MISSING, () -> other.unwrap(wrapped, "tenant/1"));
    assertEquals(0, keys.server().seen().size());
  }

  @Test
  void aWrappedKeyUnderAnotherKeysNameIsCorrupt() {
    String one = keys.wrapping();
    String two = keys.wrapping();
    KeyWrapping.Wrapped wrapped = with(one).wrap(KEY, "tenant/1");
    KeyWrapping.Wrapped renamed = new KeyWrapping.Wrapped(two, wrapped.bytes());
    refuses(Code.CORRUPT, () -> with(one, two).unwrap(renamed, "tenant/1"));
  }

  @Test
  void anOlderKeyStillUnwraps() {
    String older = keys.wrapping();
    KeyWrapping.Wrapped wrapped = with(older).wrap(KEY, "tenant/1");
    assertEquals(KEY, with(keys.wrapping(), older).unwrap(wrapped, "tenant/1"));
  }

  private static void refuses(Code code, Runnable call) {
    assertEquals(code, assertThrows(PortException.class, call::run).code());
  }
}
