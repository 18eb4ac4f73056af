package dev.portcullis.authorization;

/**
 * Decides who a request comes from; anything that is not proved is {@link Authentication.Rejected}.
 *
 * <p>Never throws for what a caller sent. A store or an issuer that cannot be reached is {@link
 * RejectionCode#AUTHENTICATION_UNAVAILABLE}, not an exception, because the answer to the caller is
 * the same: not now. Safe for concurrent use.
 */
public interface Authenticator {

  /** The caller of this request, or why it is refused. */
  Authentication authenticate(RequestHead head);
}
