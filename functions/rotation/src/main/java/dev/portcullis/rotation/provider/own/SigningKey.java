package dev.portcullis.rotation.provider.own;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * An Ed25519 key (RFC 8032) that is kept as a secret: both halves in one text, so that they belong
 * together. For deployments without a key service; where there is one, the key never leaves it.
 */
public final class SigningKey implements Signer {
  private static final int MOST_BYTES = 4_096;
  private static final String ALGORITHM = "Ed25519";

  private final String keyId;
  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(String keyId, PrivateKey privateKey, PublicKey publicKey) {
    this.keyId = keyId;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A new key as the text that is stored. */
  static SecretText generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return SecretText.of(
          "signing key",
          text(pair.getPublic().getEncoded()) + "." + text(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java 17 has Ed25519", impossible);
    }
  }

  /**
   * The signer in a stored text.
   *
   * @param version the version under which it is stored; becomes the key id
   * @throws PortException CORRUPT if the text is not such a key
   */
  public static SigningKey open(String version, SecretText stored) {
    try {
      String[] halves = stored.reveal().split("\\.", -1);
      if (halves.length != 2) {
        throw new PortException(Code.CORRUPT, "read the signing key " + version);
      }
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          version,
          factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(halves[1]))),
          factory.generatePublic(new X509EncodedKeySpec(bytes(halves[0]))));
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      // The cause may quote the text, so it is dropped.
      throw new PortException(Code.CORRUPT, "read the signing key " + version);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text);
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.ED25519;
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    if (message.length < 1 || message.length > MOST_BYTES) {
      throw new PortException(Code.INVALID, "sign: not 1 to 4,096 bytes");
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new PortException(Code.UNAVAILABLE, "sign");
    }
  }
}
