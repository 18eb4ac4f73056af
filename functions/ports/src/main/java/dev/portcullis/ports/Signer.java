package dev.portcullis.ports;

import java.security.PublicKey;

/**
 * Signs with a private key that its holder cannot read; every signature verifies under {@link
 * #publicKey()}.
 *
 * <p>One instance is one key: after a rotation a new instance has another {@link #keyId()}.
 * Failures are {@link PortException}: DENIED, UNAVAILABLE, THROTTLED, TIMEOUT; MISSING if the key
 * was destroyed. Signing is not retried with another key. Safe for concurrent use.
 */
public interface Signer {

  /** How this key signs. */
  enum Algorithm {
    /** RFC 8032 Ed25519 over the message itself; the signature is 64 bytes. */
    ED25519,
    /** ECDSA on P-256 over the message's SHA-256; the signature is ASN.1 DER. */
    ES256
  }

  /** How this key signs. */
  Algorithm algorithm();

  /** The provider's name of this key and version, for records; holds no secret. */
  String keyId();

  /** The key that verifies. */
  PublicKey publicKey();

  /**
   * The signature over a message.
   *
   * @param message 1 to 4,096 bytes (what every key service accepts in one call); otherwise INVALID
   */
  byte[] sign(byte[] message);
}
