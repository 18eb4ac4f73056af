package dev.portcullis.aws.emulators;

import dev.portcullis.aws.s3.S3PublicationStore;
import dev.portcullis.contract.PublicationStoreContract;
import dev.portcullis.ports.PublicationStore;
import software.amazon.awssdk.services.s3.S3Client;

class PublicationStoreCheck extends PublicationStoreContract {
  @Override
  protected PublicationStore emptyStore() {
    S3Client s3 = Emulator.s3();
    return new S3PublicationStore(s3, Emulator.bucket(s3, false));
  }
}
