package dev.portcullis.ports;

import java.util.Objects;

/**
 * Encrypts small keys under a key that never leaves its service; only the same service opens them.
 *
 * <p>The context is authenticated and not encrypted: a wrapped key opens only under the context it
 * was made with. Wrapping uses the primary key; unwrapping finds the key by the id inside, so that
 * keys wrapped before a rotation still open while their key is enabled. Failures are {@link
 * PortException}: CORRUPT for a wrong context or changed bytes (it does not say which), DENIED,
 * MISSING for a destroyed key, and the transient codes. Safe for concurrent use.
 */
public interface KeyWrapping {

  /**
   * A wrapped key.
   *
   * @param keyId the service's name of the key that wrapped it
   * @param bytes what the service returned, opaque
   */
  record Wrapped(String keyId, byte[] bytes) {
    public Wrapped {
      Objects.requireNonNull(keyId, "keyId");
      Objects.requireNonNull(bytes, "bytes");
    }
  }

  /**
   * Encrypts a key under the primary key.
   *
   * @param key 1 to 4,096 bytes, otherwise INVALID
   * @param context what it is for; shown in the service's own log, so no personal value
   */
  Wrapped wrap(SecretBytes key, String context);

  /** The key that {@link #wrap} was given; CORRUPT if bytes or context were changed. */
  SecretBytes unwrap(Wrapped wrapped, String context);
}
