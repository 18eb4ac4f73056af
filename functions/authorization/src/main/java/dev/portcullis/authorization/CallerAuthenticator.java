package dev.portcullis.authorization;

import dev.portcullis.ports.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the one credential of a request and has it verified; a request with two credentials is
 * refused, because another reader of it could pick the other one.
 *
 * <p>Credentials are read from {@code Authorization: Bearer}, {@code x-api-key} and {@code
 * api-key}, and from the gateway's own verdict. The same credential in two of these headers counts
 * once.
 */
public final class CallerAuthenticator implements Authenticator {
  private static final int LONGEST = 16 * 1024;
  private static final String BEARER = "bearer ";
  private static final String SIGV4 = "aws4-hmac-sha256 ";

  private final CredentialVerifier keys;
  private final CredentialVerifier tokens;
  private final GatewayCallers gateway;

  /**
   * An authenticator over what this deployment accepts.
   *
   * @param keys verifies API keys
   * @param tokens verifies signed tokens
   * @param gateway knows callers that the platform's gateway authenticated
   */
  public CallerAuthenticator(
      CredentialVerifier keys, CredentialVerifier tokens, GatewayCallers gateway) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.gateway = Objects.requireNonNull(gateway, "gateway");
  }

  @Override
  public Authentication authenticate(RequestHead head) {
    List<String> authorization = head.values("authorization");
    if (authorization.size() > 1) {
      return Authentication.Rejected.of(RejectionCode.DUPLICATE_AUTHORIZATION);
    }
    // Loops and no lambdas: a function's cold start passes through this, and each costs it.
    boolean signed =
        head.gatewayCaller().isPresent()
            && (authorization.isEmpty() || startsWith(authorization.get(0), SIGV4));
    Set<String> credentials = new LinkedHashSet<>(apiKeys(head));
    if (!authorization.isEmpty() && !signed) {
      String value = authorization.get(0);
      if (!startsWith(value, BEARER)) {
        return Authentication.Rejected.of(RejectionCode.UNSUPPORTED_SCHEME);
      }
      credentials.add(value.substring(BEARER.length()).strip());
    }
    if (credentials.size() + (head.gatewayCaller().isPresent() ? 1 : 0) > 1) {
      return Authentication.Rejected.of(RejectionCode.CONFLICTING_CREDENTIALS);
    }
    if (head.gatewayCaller().isPresent()) {
      return gateway.authenticate(head.gatewayCaller().get());
    }
    return credentials.isEmpty()
        ? Authentication.Rejected.of(RejectionCode.MISSING_CREDENTIAL)
        : verify(credentials.iterator().next(), head);
  }

  private static List<String> apiKeys(RequestHead head) {
    List<String> found = new ArrayList<>();
    for (String header : List.of("x-api-key", "api-key")) {
      for (String value : head.values(header)) {
        found.add(value.strip());
      }
    }
    return found;
  }

  private Authentication verify(String credential, RequestHead head) {
    if (credential.isEmpty() || credential.length() > LONGEST || !visible(credential)) {
      return Authentication.Rejected.of(RejectionCode.MALFORMED_CREDENTIAL);
    }
    // A token has two dots between its parts (four if encrypted); no API key has any.
    CredentialVerifier verifier = credential.indexOf('.') >= 0 ? tokens : keys;
    return verifier.verify(SecretText.of("credential", credential), head);
  }

  private static boolean visible(String credential) {
    for (int i = 0; i < credential.length(); i++) {
      char c = credential.charAt(i);
      if (c <= ' ' || c >= 127 || c == ',') {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(String value, String lowerCasePrefix) {
    return value.toLowerCase(Locale.ROOT).startsWith(lowerCasePrefix);
  }
}
