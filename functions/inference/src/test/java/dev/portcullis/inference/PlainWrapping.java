package dev.portcullis.inference;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.SecretBytes;

/** Wraps nothing: these tests are not about keys. */
final class PlainWrapping implements KeyWrapping {
  @Override
  public Wrapped wrap(SecretBytes key, String context) {
    return new Wrapped("plain", key.reveal());
  }

  @Override
  public SecretBytes unwrap(Wrapped wrapped, String context) {
    return SecretBytes.of("key", wrapped.bytes());
  }
}
