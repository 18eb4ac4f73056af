package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.Signer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Signs with an Ed25519 key that lies in a file only its owner can read; made at the first use.
 *
 * <p>The weakest custody there is, and right for a laptop: whoever can read the file can sign.
 */
public final class FileSigner implements Signer {
  private static final int MOST_BYTES = 4_096;

  /** RFC 8410: a SubjectPublicKeyInfo of Ed25519 always has this length. */
  private static final int PUBLIC_BYTES = 44;

  private final PrivateKey privateKey;
  private final PublicKey publicKey;
  private final String keyId;

  private FileSigner(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
    this.keyId = "file-" + HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
  }

  /** The signer whose key is in a folder; makes the key if there is none. */
  public static FileSigner open(Path folder) {
    DurableFiles files = new DurableFiles(folder, true);
    // A kill may have left a half-written private key.
    files.removeLeftovers();
    Path file = files.root().resolve("signing-key");
    try {
      if (files.read(file).isEmpty()) {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] opened = pair.getPublic().getEncoded();
        byte[] closed = pair.getPrivate().getEncoded();
        // Both halves in one file: of two first starts one wins, and its halves belong together.
        files.create(
            file,
            ByteBuffer.allocate(opened.length + closed.length).put(opened).put(closed).array());
      }
      byte[] both = files.read(file).orElseThrow(() -> missing());
      if (both.length <= PUBLIC_BYTES) {
        throw new PortException(PortException.Code.CORRUPT, "read the signing key");
      }
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new FileSigner(
          factory.generatePrivate(
              new PKCS8EncodedKeySpec(Arrays.copyOfRange(both, PUBLIC_BYTES, both.length))),
          factory.generatePublic(new X509EncodedKeySpec(Arrays.copyOf(both, PUBLIC_BYTES))));
    } catch (GeneralSecurityException e) {
      throw new PortException(PortException.Code.CORRUPT, "read the signing key");
    }
  }

  private static PortException missing() {
    return new PortException(PortException.Code.MISSING, "read the signing key");
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
      throw new PortException(PortException.Code.INVALID, "sign: not 1 to 4,096 bytes");
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new PortException(PortException.Code.UNAVAILABLE, "sign");
    }
  }
}
