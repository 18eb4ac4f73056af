package dev.portcullis.bench.audit;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;

/** A new Ed25519 key in memory. */
final class BenchKey implements Signer {
  private final KeyPair pair;

  BenchKey() {
    try {
      this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new PortException(PortException.Code.UNSUPPORTED, "Ed25519", e);
    }
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.ED25519;
  }

  @Override
  public String keyId() {
    return "bench";
  }

  @Override
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new PortException(PortException.Code.UNAVAILABLE, "sign", e);
    }
  }
}
