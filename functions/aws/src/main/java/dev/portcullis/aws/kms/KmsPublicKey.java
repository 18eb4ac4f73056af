package dev.portcullis.aws.kms;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * The public half of a signing key, for whoever signs with it and for whoever only verifies.
 *
 * @param keyId the key's ARN, as the service says it
 * @param algorithm how the key signs
 * @param key what verifies
 */
public record KmsPublicKey(String keyId, Algorithm algorithm, PublicKey key) {

  /**
   * Reads it from the service.
   *
   * @param keyId a key's ARN
   * @throws PortException UNSUPPORTED if it signs with neither P-256 nor Ed25519, CORRUPT if the
   *     service's answer is no key; otherwise as the service failed
   */
  public static KmsPublicKey read(KmsClient client, String keyId) {
    String what = "read the public key of " + keyId;
    try {
      GetPublicKeyResponse response =
          client.getPublicKey(GetPublicKeyRequest.builder().keyId(keyId).build());
      Algorithm algorithm = algorithm(response, what);
      String family = algorithm == Algorithm.ED25519 ? "Ed25519" : "EC";
      return new KmsPublicKey(
          response.keyId(),
          algorithm,
          KeyFactory.getInstance(family)
              .generatePublic(new X509EncodedKeySpec(response.publicKey().asByteArray())));
    } catch (GeneralSecurityException e) {
      throw new PortException(Code.CORRUPT, what);
    } catch (SdkException e) {
      throw KmsFailures.of(what, e);
    }
  }

  private static Algorithm algorithm(GetPublicKeyResponse response, String what) {
    if (response.keySpec() == KeySpec.ECC_NIST_P256
        && response.signingAlgorithms().contains(SigningAlgorithmSpec.ECDSA_SHA_256)) {
      return Algorithm.ES256;
    }
    if (response.keySpec() == KeySpec.ECC_NIST_EDWARDS25519
        && response.signingAlgorithms().contains(SigningAlgorithmSpec.ED25519_SHA_512)) {
      return Algorithm.ED25519;
    }
    throw new PortException(Code.UNSUPPORTED, what + ": it signs with neither P-256 nor Ed25519");
  }
}
