package dev.portcullis.aws.kms;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;

/** What the key service's own errors mean to a port; no call of ours changes anything there. */
final class KmsFailures {
  private KmsFailures() {}

  static PortException of(String what, SdkException e) {
    if (e instanceof InvalidCiphertextException || e instanceof IncorrectKeyException) {
      return new PortException(Code.CORRUPT, what);
    }
    if (e instanceof KmsInvalidStateException) {
      return new PortException(Code.MISSING, what + ": the key is being deleted or not yet there");
    }
    return SdkFailures.read(what, e);
  }
}
