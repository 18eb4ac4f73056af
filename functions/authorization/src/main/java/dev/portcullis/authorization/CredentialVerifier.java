package dev.portcullis.authorization;

import dev.portcullis.ports.SecretText;

/** Tells whose one kind of credential is; never throws for what a caller sent. */
public interface CredentialVerifier {

  /** The principal that the credential proves, or why it is refused. */
  Authentication verify(SecretText credential, RequestHead head);

  /** A verifier of a kind of credential that this deployment does not accept. */
  static CredentialVerifier none() {
    return (credential, head) -> Authentication.Rejected.of(RejectionCode.MALFORMED_CREDENTIAL);
  }
}
