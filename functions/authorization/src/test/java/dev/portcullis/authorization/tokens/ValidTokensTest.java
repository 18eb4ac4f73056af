package dev.portcullis.authorization.tokens;

import static dev.portcullis.authorization.tokens.Mint.NOW;
import static dev.portcullis.authorization.tokens.Mint.claims;
import static dev.portcullis.authorization.tokens.Mint.header;
import static dev.portcullis.authorization.tokens.Mint.with;
import static dev.portcullis.authorization.tokens.Mint.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.SecretText;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ValidTokensTest {
  private static final RequestHead HEAD =
      new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty());
  private static final Mint MINT = new Mint();

  private static Principal principal(String issuers, String token) {
    String keys = Mint.jwks(Mint.jwk("k0", MINT.other), Mint.jwk("k1", MINT.rsa), MINT.ecJwk("ec"));
    TokenVerifier verifier =
        new TokenVerifier(
            IssuerFile.parse(issuers, "issuers.json"),
            location -> keys,
            Revocations.none(),
            () -> NOW,
            Runnable::run);
    Authentication answer = verifier.verify(SecretText.of("token", token), HEAD);
    return assertInstanceOf(Authentication.Authenticated.class, answer).principal();
  }

  private static Principal corp(String token) {
    return principal(Mint.issuerJson("RS256"), token);
  }

  private static String claim(String name, Object value) {
    return MINT.rs256(header("RS256"), with(claims(), name, value));
  }

  @TestFactory
  Stream<DynamicTest> everyValidShapeIsAccepted() {
    long now = NOW.getEpochSecond();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("as simple as can be", MINT.good());
    tokens.put("one audience in a list", claim("aud", List.of("portcullis")));
    tokens.put("nbf in the past", claim("nbf", now - 5));
    tokens.put("nbf within the skew", claim("nbf", now + 60));
    tokens.put("iat within the skew", claim("iat", now + 60));
    tokens.put("lifetime of exactly 24 hours", claim("exp", now - 60 + 86_400));
    tokens.put(
        "dates with a fraction",
        MINT.rs256(
            StrictJson.write(header("RS256")),
            StrictJson.write(claims()).replaceAll("\"iat\":[0-9]+", "$0.25")));
    tokens.put("typ in small letters", MINT.rs256(with(header("RS256"), "typ", "jwt"), claims()));
    tokens.put(
        "typ of an access token", MINT.rs256(with(header("RS256"), "typ", "at+jwt"), claims()));
    tokens.put(
        "a thumbprint in the header", MINT.rs256(with(header("RS256"), "x5t", "abc"), claims()));
    tokens.put(
        "unknown and nested claims", claim("extra", Map.of("a", List.of(Map.of("b", true)))));
    tokens.put("letters beyond ASCII", claim("name", "Анна 安娜 😀"));
    tokens.put(
        "blanks in the JSON",
        MINT.rs256(
            " " + StrictJson.write(header("RS256")),
            StrictJson.write(claims()).replace(",", " ,\n")));
    tokens.put(
        "another published key",
        Mint.signed(
            StrictJson.write(with(header("RS256"), "kid", "k0")),
            StrictJson.write(claims()),
            "SHA256withRSA",
            MINT.other.getPrivate()));
    return tokens.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(), () -> assertEquals("corp:ann", corp(e.getValue()).id())));
  }

  @Test
  void anIssuerMayUseAnEllipticCurve() {
    String input =
        Mint.b64(StrictJson.write(with(header("ES256"), "kid", "ec")))
            + "."
            + Mint.b64(StrictJson.write(claims()));
    byte[] signature = concatenated(Mint.sign(input, "SHA256withECDSA", MINT.ec.getPrivate()));
    assertEquals(
        "corp:ann", principal(Mint.issuerJson("ES256"), input + "." + Mint.b64(signature)).id());
  }

  @Test
  void anIssuerMayUsePss() {
    String token =
        Mint.signed(
            StrictJson.write(header("PS256")),
            StrictJson.write(claims()),
            "RSASSA-PSS",
            MINT.rsa.getPrivate());
    assertEquals("corp:ann", principal(Mint.issuerJson("PS256"), token).id());
  }

  @Test
  void severalAudiencesAreAcceptedIfAllAreListed() {
    String issuers =
        Mint.issuerJson("RS256").replace("[\"portcullis\"]", "[\"portcullis\", \"other\"]");
    principal(issuers, claim("aud", List.of("portcullis", "other")));
  }

  @Test
  void claimsBecomeRolesTenantAndAttributes() {
    Map<String, Object> claims = claims();
    claims.put("groups", List.of("audit", "sales", "ml-team"));
    claims.put("level", 2L);
    claims.put("home", "eu");
    claims.put("amr", List.of("pwd", "mfa"));
    claims.put("auth_time", NOW.getEpochSecond() - 30);
    Principal ann = corp(MINT.rs256(header("RS256"), claims));
    assertEquals(List.of("auditor", "developer"), ann.roles());
    assertEquals("acme", ann.tenant());
    assertEquals("User", ann.type());
    assertEquals(2L, ann.attributes().get("clearance"));
    assertEquals("eu", ann.attributes().get("residency"));
    assertEquals(NOW.minusSeconds(30), ann.attributes().get("mfaAt"));
  }

  @Test
  void aPasswordAloneIsNoSecondFactor() {
    Map<String, Object> claims = with(claims(), "auth_time", NOW.getEpochSecond());
    claims.put("amr", List.of("pwd"));
    assertTrue(!corp(MINT.rs256(header("RS256"), claims)).attributes().containsKey("mfaAt"));
  }

  @Test
  void anOddClearanceIsNoneAndAnOddResidencyMatchesNothing() {
    Map<String, Object> claims = with(claims(), "level", 9L);
    claims.put("home", List.of("eu"));
    Map<String, Object> attributes = corp(MINT.rs256(header("RS256"), claims)).attributes();
    assertTrue(!attributes.containsKey("clearance"));
    assertEquals("unreadable", attributes.get("residency"));
  }

  @Test
  void aKubernetesServiceAccountIsAWorkload() {
    String issuers =
        """
        [{"name": "cluster", "preset": "kubernetes-service-account",
          "issuer": "https://kubernetes.default.svc", "keys": "https://10.0.0.1/openid/v1/jwks",
          "audiences": ["portcullis"], "tenant": {"value": "acme"},
          "roles": [{"claim": "sub", "value": "system:serviceaccount:ml:app", "roles": ["developer"]}]}]
        """;
    Map<String, Object> claims = with(claims(), "iss", "https://kubernetes.default.svc");
    claims.put("aud", List.of("portcullis"));
    claims.put("sub", "system:serviceaccount:ml:app");
    claims.put("kubernetes.io", Map.of("namespace", "ml"));
    Principal app = principal(issuers, MINT.rs256(without(header("RS256"), "typ"), claims));
    assertEquals("Workload", app.type());
    assertEquals("cluster:system:serviceaccount:ml:app", app.id());
  }

  @Test
  void aGoogleServiceAccountIsAWorkload() {
    String issuers =
        """
        [{"name": "google", "preset": "google-service-account", "audiences": ["https://gw.example"],
          "tenant": {"value": "acme"},
          "roles": [{"claim": "email", "value": "app@p.iam.gserviceaccount.com", "roles": ["developer"]}]}]
        """;
    Map<String, Object> claims = with(claims(), "iss", "https://accounts.google.com");
    claims.put("aud", "https://gw.example");
    claims.put("sub", "1122334455");
    claims.put("email", "app@p.iam.gserviceaccount.com");
    claims.put("email_verified", true);
    claims.put("iat", NOW.getEpochSecond());
    Principal app = principal(issuers, MINT.rs256(header("RS256"), claims));
    assertEquals("google:1122334455", app.id());
  }

  @Test
  void anEntraManagedIdentityIsAWorkload() {
    String directory = "11111111-2222-3333-4444-555555555555";
    String issuers =
        """
        [{"name": "entra", "preset": "entra-managed-identity", "directory": "%s",
          "audiences": ["api://portcullis"], "tenant": {"claim": "tid"},
          "roles": [{"claim": "roles", "value": "Gateway.Call", "roles": ["developer"]}]}]
        """
            .formatted(directory);
    Map<String, Object> claims = claims();
    claims.put("iss", "https://login.microsoftonline.com/" + directory + "/v2.0");
    claims.put("aud", "api://portcullis");
    claims.put("tid", directory);
    claims.put("oid", "99999999-0000-0000-0000-000000000000");
    claims.put("roles", List.of("Gateway.Call"));
    Principal app = principal(issuers, MINT.rs256(header("RS256"), claims));
    assertEquals("entra:99999999-0000-0000-0000-000000000000", app.id());
    assertEquals(directory, app.tenant());
    assertEquals(
        Instant.ofEpochSecond(NOW.getEpochSecond() - 60), app.attributes().get("grantedAt"));
  }

  /** RFC 7518's form of an ECDSA signature, from the JDK's ASN.1. */
  private static byte[] concatenated(byte[] der) {
    byte[] out = new byte[64];
    int at = 2;
    for (int half = 0; half < 2; half++) {
      int length = der[at + 1];
      byte[] number =
          new BigInteger(java.util.Arrays.copyOfRange(der, at + 2, at + 2 + length)).toByteArray();
      int from = Math.max(0, number.length - 32);
      int size = number.length - from;
      System.arraycopy(number, from, out, half * 32 + 32 - size, size);
      at += 2 + length;
    }
    return out;
  }
}
