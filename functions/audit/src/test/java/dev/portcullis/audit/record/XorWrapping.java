package dev.portcullis.audit.record;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Wraps by mixing and a check on the context: enough to notice an unwrapped or misplaced key. */
public final class XorWrapping implements KeyWrapping {
  private boolean destroyed;

  /** From now on nothing opens. */
  public void destroy() {
    destroyed = true;
  }

  @Override
  public Wrapped wrap(SecretBytes key, String context) {
    byte[] value = key.reveal();
    byte[] bytes = Arrays.copyOf(value, value.length + 4);
    for (int i = 0; i < value.length; i++) {
      bytes[i] ^= 0x5c;
    }
    mark(bytes, value.length, context);
    return new Wrapped("wrap-1", bytes);
  }

  @Override
  public SecretBytes unwrap(Wrapped wrapped, String context) {
    if (destroyed) {
      throw new PortException(PortException.Code.MISSING, "wrapping key");
    }
    int length = wrapped.bytes().length - 4;
    byte[] expected = wrapped.bytes().clone();
    mark(expected, length, context);
    if (!Arrays.equals(expected, wrapped.bytes())) {
      throw new PortException(PortException.Code.CORRUPT, "wrapped key");
    }
    byte[] value = Arrays.copyOf(wrapped.bytes(), length);
    for (int i = 0; i < length; i++) {
      value[i] ^= 0x5c;
    }
    return SecretBytes.of("key", value);
  }

  private static void mark(byte[] bytes, int at, String context) {
    int hash = Arrays.hashCode(context.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (hash >>> (8 * i));
    }
  }
}
