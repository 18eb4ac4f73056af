package dev.portcullis.authorization;

import java.util.Locale;

/**
 * Why a credential was refused; the name in lower case is the stable code in the API.
 *
 * <p>A code says no more than the caller may know: an unknown key id and a wrong secret are one
 * code, and the state of a key is told only to who holds its secret.
 */
public enum RejectionCode {
  MISSING_CREDENTIAL(401, "Send an API key or a token as 'Authorization: Bearer ...'."),
  DUPLICATE_AUTHORIZATION(
      400, "The Authorization header was sent more than once; send it exactly once."),
  CONFLICTING_CREDENTIALS(400, "Two different credentials were sent; send one, in one header."),
  UNSUPPORTED_SCHEME(401, "Only 'Authorization: Bearer ...' and 'x-api-key' are understood."),
  MALFORMED_CREDENTIAL(
      401, "The credential is neither an API key nor a signed token; check that it is complete."),
  KEY_CHECKSUM(401, "The API key is mistyped or cut off: its checksum does not match."),
  KEY_INVALID(401, "The API key is not valid."),
  KEY_DISABLED(401, "The API key was revoked; ask its owner for a new one."),
  KEY_EXPIRED(401, "The API key has expired; ask its owner to rotate it."),
  KEY_SECRET_RETIRED(
      401, "This secret was replaced and its grace period is over; use the key's newer secret."),
  KEY_ORIGIN(403, "The API key may not be used from this network address."),
  TOKEN_TOO_LARGE(401, "The token is longer than 8,192 characters."),
  TOKEN_MALFORMED(401, "The token is not a well-formed signed JWT."),
  TOKEN_ENCRYPTED(401, "Encrypted tokens are not accepted; send a signed JWT."),
  TOKEN_HEADER(401, "The token's header holds a parameter or type that is not accepted."),
  TOKEN_ALGORITHM(401, "The token's algorithm is not the one configured for its issuer."),
  TOKEN_ISSUER(401, "The token's issuer is not configured here."),
  TOKEN_KEY_UNKNOWN(401, "The token was signed with a key that its issuer does not publish."),
  TOKEN_SIGNATURE(401, "The token's signature does not verify."),
  TOKEN_CLAIMS(401, "The token lacks a required claim or holds one of the wrong type."),
  TOKEN_AUDIENCE(401, "The token was issued for another audience."),
  TOKEN_EXPIRED(401, "The token has expired; get a new one."),
  TOKEN_NOT_YET_VALID(401, "The token is not valid yet; check the clocks."),
  TOKEN_LIFETIME(401, "The token's lifetime is longer than is accepted."),
  TOKEN_REVOKED(401, "The token was revoked; sign in again."),
  CALLER_NOT_MAPPED(403, "The caller is known but no rule gives it a role here."),
  AUTHENTICATION_UNAVAILABLE(503, "The caller could not be checked just now; try again.");

  private final int status;
  private final String advice;

  RejectionCode(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  /** The HTTP status that fits: 400, 401, 403 or 503. */
  public int status() {
    return status;
  }

  /** What to do about it, in words that are safe to show to anyone. */
  public String advice() {
    return advice;
  }

  /** The stable code in responses and records. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
