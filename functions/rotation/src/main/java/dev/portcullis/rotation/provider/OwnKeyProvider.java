package dev.portcullis.rotation.provider;

import dev.portcullis.ports.SecretText;

/**
 * Keys that are made here and have no provider outside: a pepper, redaction keys, signing keys. A
 * value that was made and not stored is gone, so nothing can leak.
 */
public non-sealed interface OwnKeyProvider extends CredentialProvider {

  /** A new random key. */
  SecretText generate();

  /**
   * Tells whoever must know a key before it is used, for example the public half to verifiers. Done
   * again with the same arguments it changes nothing.
   *
   * @param version the version under which the key is stored
   */
  void announce(String version, SecretText value);

  /** True if something still depends on the key, so that it may not be destroyed yet. */
  boolean stillNeeded(String version);
}
