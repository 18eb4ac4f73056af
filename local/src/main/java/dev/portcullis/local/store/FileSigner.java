package dev.portcullis.local.store;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.Signer;
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
import java.util.Optional;

/**
 * Signs with an Ed25519 key that lies in a file only its owner can read; made at the first use.
 *
 * <p>The weakest custody there is, and right for a laptop: whoever can read the file can sign.
 */
public final class FileSigner implements Signer {
  private static final int MOST_BYTES = 4_096;

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
    Path privateFile = files.root().resolve("signing-key");
    Path publicFile = files.root().resolve("signing-key.pub");
    try {
      Optional<byte[]> stored = files.read(privateFile);
      if (stored.isEmpty()) {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        // The public half first: if we crash between the two, the next start makes a new pair.
        files.replace(publicFile, pair.getPublic().getEncoded());
        files.create(privateFile, pair.getPrivate().getEncoded());
        stored = files.read(privateFile);
      }
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      byte[] publicBytes =
          files
              .read(publicFile)
              .orElseThrow(
                  () -> new PortException(PortException.Code.MISSING, "read signing-key.pub"));
      return new FileSigner(
          factory.generatePrivate(new PKCS8EncodedKeySpec(stored.orElseThrow())),
          factory.generatePublic(new X509EncodedKeySpec(publicBytes)));
    } catch (GeneralSecurityException e) {
      throw new PortException(PortException.Code.CORRUPT, "read the signing key");
    }
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
    if (message.length > MOST_BYTES) {
      throw new PortException(PortException.Code.INVALID, "sign: over 4,096 bytes");
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
