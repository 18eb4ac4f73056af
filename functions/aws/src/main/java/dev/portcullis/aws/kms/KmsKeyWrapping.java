package dev.portcullis.aws.kms;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretBytes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/**
 * Wraps keys under a symmetric key of AWS KMS, with the context as its encryption context; unwraps
 * under that key and the older ones that are named, and under no other.
 *
 * <p>A wrapped key that names another key is MISSING without a call: whoever can change stored
 * bytes could otherwise have a key of their own account open them. KMS keeps the older material of
 * a key that it rotates itself. API: Encrypt, Decrypt (2014-11-01).
 */
public final class KmsKeyWrapping implements KeyWrapping {
  /** What the encryption context calls it; part of every wrapped key, so never to be changed. */
  private static final String CONTEXT = "portcullis";

  private static final int MOST_BYTES = 4_096;

  private final KmsClient client;
  private final String primary;
  private final Set<String> known;

  /**
   * A service with one primary key.
   *
   * @param client closed by whoever made it
   * @param primary the ARN of the key that wraps
   * @param older the ARNs of those that still unwrap
   */
  public KmsKeyWrapping(KmsClient client, String primary, Set<String> older) {
    this.client = client;
    this.primary = primary;
    this.known = new HashSet<>(older);
    known.add(primary);
  }

  @Override
  public Wrapped wrap(SecretBytes key, String context) {
    if (key.length() > MOST_BYTES) {
      throw new PortException(Code.INVALID, "wrap: over 4,096 bytes");
    }
    EncryptRequest request =
        EncryptRequest.builder()
            .keyId(primary)
            .plaintext(SdkBytes.fromByteArrayUnsafe(key.reveal()))
            .encryptionContext(Map.of(CONTEXT, context))
            .build();
    try {
      EncryptResponse response = client.encrypt(request);
      return new Wrapped(response.keyId(), response.ciphertextBlob().asByteArray());
    } catch (SdkException e) {
      throw KmsFailures.of("wrap with " + primary, e);
    }
  }

  @Override
  public SecretBytes unwrap(Wrapped wrapped, String context) {
    if (!known.contains(wrapped.keyId())) {
      throw new PortException(Code.MISSING, "unwrap with a key that is not in use here");
    }
    if (wrapped.bytes().length == 0) {
      throw new PortException(Code.CORRUPT, "unwrap with " + wrapped.keyId());
    }
    DecryptRequest request =
        DecryptRequest.builder()
            .keyId(wrapped.keyId())
            .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
            .encryptionContext(Map.of(CONTEXT, context))
            .build();
    try {
      return SecretBytes.of(
          "unwrapped key", client.decrypt(request).plaintext().asByteArrayUnsafe());
    } catch (SdkException e) {
      throw KmsFailures.of("unwrap with " + wrapped.keyId(), e);
    }
  }
}
