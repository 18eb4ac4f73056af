package dev.portcullis.rotation.provider.own;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;

/**
 * Signing keys whose public half is published before the key is used, and stays published after it
 * is destroyed: what it signed is verified for as long as it is kept.
 */
public final class SigningKeys implements OwnKeyProvider, KeyProbe {
  private static final byte[] PROBE =
      "portcullis signing key probe".getBytes(StandardCharsets.UTF_8);

  private final PublicationStore publication;
  private final String prefix;

  /**
   * Signing keys.
   *
   * @param publication where verifiers look
   * @param prefix in front of the version, for example {@code signing-keys/}
   */
  public SigningKeys(PublicationStore publication, String prefix) {
    this.publication = publication;
    this.prefix = prefix;
  }

  @Override
  public SecretText generate() {
    return SigningKey.generate();
  }

  /** Publishes the public half, a PEM block of its SubjectPublicKeyInfo (RFC 7468). */
  @Override
  public void announce(String version, SecretText value) {
    byte[] key = SigningKey.open(version, value).publicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(key)
            + "\n-----END PUBLIC KEY-----\n";
    publication.replace(prefix + version, pem.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public boolean stillNeeded(String version) {
    return false;
  }

  /** Signs and verifies once: the two halves belong together. */
  @Override
  public Verdict probe(SecretText value) {
    try {
      SigningKey key = SigningKey.open("probe", value);
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key.publicKey());
      verifier.update(PROBE);
      return verifier.verify(key.sign(PROBE)) ? Verdict.ACCEPTED : Verdict.REFUSED;
    } catch (PortException | GeneralSecurityException notAKey) {
      return Verdict.REFUSED;
    }
  }
}
