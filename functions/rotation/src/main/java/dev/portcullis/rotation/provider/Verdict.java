package dev.portcullis.rotation.provider;

/** What a provider says to a credential. */
public enum Verdict {
  /** It works. */
  ACCEPTED,
  /** It is refused; a new key may be, until the provider has told all its machines. */
  REFUSED,
  /** The provider did not answer in a way that tells. */
  UNCLEAR
}
