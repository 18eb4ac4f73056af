package dev.portcullis.contract;

import static dev.portcullis.contract.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyWrapping} does, sentence by sentence. */
public abstract class KeyWrappingContract {
  private static final SecretBytes KEY = SecretBytes.of("test key", new byte[32]);

  /** For adapters' suites. */
  protected KeyWrappingContract() {}

  /** A service with one primary key. */
  protected abstract KeyWrapping service() throws Exception;

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 4_096})
  final void aWrappedKeyOpens(int length) throws Exception {
    KeyWrapping service = service();
    SecretBytes key = SecretBytes.of("test key", new byte[length]);
    assertEquals(key, service.unwrap(service.wrap(key, "tenant/1"), "tenant/1"));
  }

  @Test
  final void aKeyOverFourThousandAndNinetySixBytesIsInvalid() throws Exception {
    KeyWrapping service = service();
    SecretBytes key = SecretBytes.of("test key", new byte[4_097]);
    refuses(Code.INVALID, () -> service.wrap(key, "tenant/1"));
  }

  @Test
  final void anotherContextIsCorrupt() throws Exception {
    KeyWrapping service = service();
    KeyWrapping.Wrapped wrapped = service.wrap(KEY, "tenant/1");
    refuses(Code.CORRUPT, () -> service.unwrap(wrapped, "tenant/2"));
  }

  @Test
  final void everyChangedByteIsCorrupt() throws Exception {
    KeyWrapping service = service();
    KeyWrapping.Wrapped wrapped = service.wrap(KEY, "tenant/1");
    for (int i = 0; i < wrapped.bytes().length; i++) {
      byte[] changed = wrapped.bytes().clone();
      changed[i] ^= 1;
      refuses(
          Code.CORRUPT,
          () -> service.unwrap(new KeyWrapping.Wrapped(wrapped.keyId(), changed), "tenant/1"));
    }
  }

  @Test
  final void everyShorterLengthIsCorrupt() throws Exception {
    KeyWrapping service = service();
    KeyWrapping.Wrapped wrapped = service.wrap(KEY, "tenant/1");
    for (int i = 0; i < wrapped.bytes().length; i++) {
      byte[] cut = Arrays.copyOf(wrapped.bytes(), i);
      refuses(
          Code.CORRUPT,
          () -> service.unwrap(new KeyWrapping.Wrapped(wrapped.keyId(), cut), "tenant/1"));
    }
  }

  @Test
  final void oneKeyWrappedTwiceLooksDifferent() throws Exception {
    KeyWrapping service = service();
    assertFalse(
        Arrays.equals(
            service.wrap(KEY, "tenant/1").bytes(), service.wrap(KEY, "tenant/1").bytes()));
  }
}
