package dev.portcullis.authorization;

import dev.portcullis.ports.SecretText;

/** Tells whose one kind of credential is; never throws for what a caller sent. */
public interface CredentialVerifier {

  /** The principal that the credential proves, or why it is refused. */
  Authentication verify(SecretText credential, RequestHead head);

  /** A verifier of a kind of credential that this deployment does not accept. */
  static CredentialVerifier none() {
    // A class and no lambda, because a function's cold start pays twice for a lambda.
    return new CredentialVerifier() {
      @Override
      public Authentication verify(SecretText credential, RequestHead head) {
        return Authentication.Rejected.of(RejectionCode.MALFORMED_CREDENTIAL);
      }
    };
  }
}
