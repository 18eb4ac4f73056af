package dev.portcullis.rotation.provider;

/** A provider that takes our platform identity for a short-lived token: no key is stored. */
public non-sealed interface FederatedProvider extends CredentialProvider {

  /** Exchanges an identity for a token once, and drops the token: does federation work now? */
  Verdict exchange();
}
