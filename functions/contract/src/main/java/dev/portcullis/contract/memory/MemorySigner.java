package dev.portcullis.contract.memory;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** A signing key in memory, new for every instance. Safe for concurrent use. */
public final class MemorySigner implements Signer {
  private final Algorithm algorithm;
  private final String keyId;
  private final KeyPair pair;

  private MemorySigner(Algorithm algorithm, String keyId, KeyPair pair) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.pair = pair;
  }

  /** A new key. */
  public static MemorySigner create(Algorithm algorithm, String keyId) {
    return create(algorithm, keyId, new SecureRandom());
  }

  /** A new key from the given randomness; for Ed25519 a seeded one gives the same key again. */
  public static MemorySigner create(Algorithm algorithm, String keyId, SecureRandom random) {
    try {
      KeyPairGenerator generator;
      if (algorithm == Algorithm.ED25519) {
        generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, random);
      } else {
        generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      }
      return new MemorySigner(algorithm, keyId, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new PortException(Code.UNSUPPORTED, "no " + algorithm + " in this JDK", e);
    }
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public byte[] sign(byte[] message) {
    if (message.length < 1 || message.length > 4_096) {
      throw new PortException(Code.INVALID, "sign with " + keyId + ": not 1 to 4,096 bytes");
    }
    try {
      Signature signature =
          Signature.getInstance(algorithm == Algorithm.ED25519 ? "Ed25519" : "SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new PortException(Code.UNAVAILABLE, "sign with " + keyId, e);
    }
  }
}
