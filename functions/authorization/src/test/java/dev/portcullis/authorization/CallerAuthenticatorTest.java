package dev.portcullis.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerAuthenticatorTest {
  private static final GatewayCaller ROLE =
      new GatewayCaller("aws-iam", "arn:aws:iam::1:role/app", Map.of());

  private final CallerAuthenticator authenticator =
      new CallerAuthenticator(
          (key, head) -> as("key", key.reveal()),
          (token, head) -> as("token", token.reveal()),
          caller -> as("gateway", caller.subject()));

  private static Authentication as(String how, String id) {
    return new Authentication.Authenticated(
        new Principal("ApiKey", id, "t", List.of(), Map.of(), how));
  }

  private Authentication with(Map<String, List<String>> headers) {
    return authenticator.authenticate(
        new RequestHead("GET", "/", headers, Optional.empty(), Optional.empty()));
  }

  private Authentication withGateway(Map<String, List<String>> headers) {
    return authenticator.authenticate(
        new RequestHead(
            "GET", "/", headers, Optional.empty(), Optional.empty(), Optional.of(ROLE)));
  }

  private static void refused(RejectionCode code, Authentication answer) {
    assertEquals(code, assertInstanceOf(Authentication.Rejected.class, answer).code());
  }

  private static Map<String, List<String>> authorization(String... values) {
    return Map.of("Authorization", List.of(values));
  }

  @Test
  void aBearerCredentialGoesToWhoKnowsItsKind() {
    assertEquals(as("key", "pck_x"), with(authorization("Bearer pck_x")));
    assertEquals(as("key", "sk-foreign"), with(authorization("bearer sk-foreign")));
    assertEquals(as("token", "a.b.c"), with(authorization("BEARER a.b.c")));
  }

  @Test
  void anApiKeyHeaderIsACredentialToo() {
    assertEquals(as("key", "pck_x"), with(Map.of("X-Api-Key", List.of("pck_x"))));
    assertEquals(as("key", "pck_x"), with(Map.of("api-key", List.of("pck_x"))));
  }

  @Test
  void aDoubledAuthorizationHeaderIsRefusedEvenIfBothAgree() {
    refused(RejectionCode.DUPLICATE_AUTHORIZATION, with(authorization("Bearer a", "Bearer a")));
    refused(
        RejectionCode.DUPLICATE_AUTHORIZATION,
        with(Map.of("Authorization", List.of("Bearer a"), "authorization", List.of("Bearer b"))));
  }

  @Test
  void twoDifferentCredentialsAreRefused() {
    refused(
        RejectionCode.CONFLICTING_CREDENTIALS,
        with(Map.of("authorization", List.of("Bearer a"), "x-api-key", List.of("b"))));
    refused(RejectionCode.CONFLICTING_CREDENTIALS, with(Map.of("x-api-key", List.of("a", "b"))));
    refused(RejectionCode.CONFLICTING_CREDENTIALS, withGateway(authorization("Bearer a")));
    refused(RejectionCode.CONFLICTING_CREDENTIALS, withGateway(Map.of("api-key", List.of("a"))));
  }

  @Test
  void theSameCredentialInTwoHeadersCountsOnce() {
    assertEquals(
        as("key", "a"),
        with(Map.of("authorization", List.of("Bearer a"), "x-api-key", List.of("a"))));
  }

  @Test
  void theGatewaysVerdictStandsBesideTheSignatureItChecked() {
    assertEquals(as("gateway", ROLE.subject()), withGateway(Map.of()));
    assertEquals(
        as("gateway", ROLE.subject()),
        withGateway(authorization("AWS4-HMAC-SHA256 Credential=AKIA/x")));
  }

  @Test
  void aSignatureThatNoGatewayCheckedProvesNothing() {
    refused(RejectionCode.UNSUPPORTED_SCHEME, with(authorization("AWS4-HMAC-SHA256 C=AKIA/x")));
  }

  @Test
  void whatIsNoCredentialIsRefused() {
    refused(RejectionCode.MISSING_CREDENTIAL, with(Map.of()));
    refused(RejectionCode.UNSUPPORTED_SCHEME, with(authorization("Basic YTpi")));
    refused(RejectionCode.UNSUPPORTED_SCHEME, with(authorization("Bearer")));
    for (String bad : List.of("", "a b", "a, Bearer b", "a\tb", "clé", "x".repeat(20_000))) {
      refused(RejectionCode.MALFORMED_CREDENTIAL, with(authorization("Bearer " + bad)));
    }
  }
}
