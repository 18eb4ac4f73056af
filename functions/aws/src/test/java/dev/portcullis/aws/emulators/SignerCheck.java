package dev.portcullis.aws.emulators;

import dev.portcullis.aws.kms.KmsSigner;
import dev.portcullis.contract.SignerContract;
import dev.portcullis.ports.Signer;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** The log's key: P-256. */
class SignerCheck extends SignerContract {
  @Override
  protected Signer signer() {
    KmsClient client = Emulator.clients().build(KmsClient.builder());
    String key =
        client
            .createKey(b -> b.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata()
            .arn();
    return KmsSigner.open(client, key);
  }
}
