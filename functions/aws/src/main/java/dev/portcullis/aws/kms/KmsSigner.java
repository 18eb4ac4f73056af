package dev.portcullis.aws.kms;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.security.PublicKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with a P-256 or Ed25519 key of AWS KMS that nobody can read; the message itself goes to the
 * service, which hashes it.
 *
 * <p>The public key is read once, at the start: its failures and an unusable kind of key surface
 * there. API: GetPublicKey, Sign with ECDSA_SHA_256 or ED25519_SHA_512 (2014-11-01).
 */
public final class KmsSigner implements Signer {
  private static final int MOST_BYTES = 4_096;

  private final KmsClient client;
  private final KmsPublicKey key;

  private KmsSigner(KmsClient client, KmsPublicKey key) {
    this.client = client;
    this.key = key;
  }

  /**
   * A signer with a key.
   *
   * @param client closed by whoever made it
   * @param keyId the key's ARN
   * @throws PortException as {@link KmsPublicKey#read}
   */
  public static KmsSigner open(KmsClient client, String keyId) {
    return new KmsSigner(client, KmsPublicKey.read(client, keyId));
  }

  @Override
  public Algorithm algorithm() {
    return key.algorithm();
  }

  @Override
  public String keyId() {
    return key.keyId();
  }

  @Override
  public PublicKey publicKey() {
    return key.key();
  }

  @Override
  public byte[] sign(byte[] message) {
    String what = "sign with " + key.keyId();
    if (message.length < 1 || message.length > MOST_BYTES) {
      throw new PortException(Code.INVALID, what + ": not 1 to 4,096 bytes");
    }
    SignRequest request =
        SignRequest.builder()
            .keyId(key.keyId())
            .message(SdkBytes.fromByteArray(message))
            .messageType(MessageType.RAW)
            .signingAlgorithm(
                key.algorithm() == Algorithm.ED25519
                    ? SigningAlgorithmSpec.ED25519_SHA_512
                    : SigningAlgorithmSpec.ECDSA_SHA_256)
            .build();
    try {
      return client.sign(request).signature().asByteArray();
    } catch (SdkException e) {
      throw KmsFailures.of(what, e);
    }
  }
}
