package dev.portcullis.aws.emulators;

import dev.portcullis.aws.kms.KmsKeyWrapping;
import dev.portcullis.contract.KeyWrappingContract;
import dev.portcullis.ports.KeyWrapping;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;

class KeyWrappingCheck extends KeyWrappingContract {
  @Override
  protected KeyWrapping service() {
    KmsClient client = Emulator.clients().build(KmsClient.builder());
    return new KmsKeyWrapping(client, client.createKey().keyMetadata().arn(), Set.of());
  }
}
