package dev.portcullis.authorization.tokens;

import static dev.portcullis.authorization.tokens.Mint.NOW;
import static dev.portcullis.authorization.tokens.Mint.b64;
import static dev.portcullis.authorization.tokens.Mint.claims;
import static dev.portcullis.authorization.tokens.Mint.header;
import static dev.portcullis.authorization.tokens.Mint.with;
import static dev.portcullis.authorization.tokens.Mint.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.ports.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HostileTokensTest {
  private static final RequestHead HEAD =
      new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty());
  private static final Mint MINT = new Mint();
  private final TokenVerifier verifier = verifier("RS256");

  private static TokenVerifier verifier(String algorithm) {
    String small = Mint.jwk("short", Mint.rsa(1024));
    String encrypting = Mint.jwk("enc", MINT.rsa).replace("\"sig\"", "\"enc\"");
    String keys = Mint.jwks(Mint.jwk("k1", MINT.rsa), small, encrypting, MINT.ecJwk("ec"));
    return new TokenVerifier(
        IssuerFile.parse(Mint.issuerJson(algorithm), "issuers.json"),
        location -> keys,
        Revocations.none(),
        () -> NOW,
        Runnable::run);
  }

  private static Map<String, String> fromTheList() throws IOException {
    byte[] der = MINT.rsa.getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    String good = MINT.good();
    String unsigned = good.substring(0, good.lastIndexOf('.'));
    long now = NOW.getEpochSecond();
    Map<String, Object> jwk = Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB");
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("alg none", b64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + b64(json()) + ".");
    tokens.put("alg nOnE", b64(head("nOnE")) + "." + b64(json()) + "." + b64("x"));
    tokens.put("HS256 with the DER key", Mint.hs256(header("HS256"), der));
    tokens.put(
        "HS256 with the PEM key",
        Mint.hs256(header("HS256"), pem.getBytes(StandardCharsets.US_ASCII)));
    tokens.put("embedded jwk", MINT.rs256(with(header("RS256"), "jwk", jwk), claims()));
    tokens.put("jku", MINT.rs256(with(header("RS256"), "jku", "https://evil.example/k"), claims()));
    tokens.put(
        "wrong key", Mint.signed(head("RS256"), json(), "SHA256withRSA", MINT.other.getPrivate()));
    tokens.put("stripped signature", unsigned + ".");
    tokens.put("expired", MINT.rs256(header("RS256"), with(claims(), "exp", now)));
    tokens.put("not before", MINT.rs256(header("RS256"), with(claims(), "nbf", now + 61)));
    tokens.put(
        "kid traversal", MINT.rs256(with(header("RS256"), "kid", "../../dev/null"), claims()));
    tokens.put("signed DEF bomb", bomb());
    for (String claim : List.of("exp", "aud", "iss", "sub")) {
      tokens.put("no " + claim, MINT.rs256(header("RS256"), without(claims(), claim)));
    }
    tokens.put("iat a day ahead", MINT.rs256(header("RS256"), with(claims(), "iat", now + 86_400)));
    tokens.put(
        "exp in the year 3000", MINT.rs256(header("RS256"), with(claims(), "exp", 32503680000L)));
    tokens.put(
        "several audiences",
        MINT.rs256(header("RS256"), with(claims(), "aud", List.of("portcullis", "other"))));
    tokens.put(
        "one megabyte", MINT.rs256(header("RS256"), with(claims(), "pad", "x".repeat(1_000_000))));
    tokens.put("typ of DPoP", MINT.rs256(with(header("RS256"), "typ", "dpop+jwt"), claims()));
    tokens.put("5,000 levels", MINT.rs256(head("RS256"), deep(5_000)));
    tokens.put("unknown crit", MINT.rs256(with(header("RS256"), "crit", List.of("x")), claims()));
    tokens.put("b64 false", MINT.rs256(with(header("RS256"), "b64", false), claims()));
    tokens.put("duplicate claim", MINT.rs256(head("RS256"), doubled("\"sub\":\"root\"")));
    tokens.put(
        "duplicate alg",
        MINT.rs256("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}", json()));
    return tokens;
  }

  private static Map<String, String> ofOurOwn() {
    String good = MINT.good();
    long now = NOW.getEpochSecond();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("five parts, encrypted", "e30.e30.e30.e30.e30");
    tokens.put("four parts", good + ".e30");
    tokens.put("two parts", good.substring(0, good.lastIndexOf('.')));
    tokens.put("x5u", MINT.rs256(with(header("RS256"), "x5u", "https://evil.example"), claims()));
    tokens.put("x5c", MINT.rs256(with(header("RS256"), "x5c", List.of("MII")), claims()));
    tokens.put("zip", MINT.rs256(with(header("RS256"), "zip", "DEF"), claims()));
    tokens.put("foreign issuer", claim("iss", "https://evil.example"));
    tokens.put("issuer with a slash", claim("iss", Mint.ISS + "/"));
    tokens.put(
        "RS512 by the same key",
        Mint.signed(head("RS512"), json(), "SHA512withRSA", MINT.rsa.getPrivate()));
    tokens.put(
        "PS256 by the same key",
        Mint.signed(head("PS256"), json(), "RSASSA-PSS", MINT.rsa.getPrivate()));
    tokens.put("another audience", claim("aud", "billing"));
    tokens.put("audience in capitals", claim("aud", "Portcullis"));
    tokens.put("no audiences in a list", claim("aud", List.of()));
    tokens.put("audience that is an object", claim("aud", Map.of("portcullis", true)));
    tokens.put("subject that is a number", claim("sub", 7L));
    tokens.put("blank subject", claim("sub", " "));
    tokens.put("control character in the subject", claim("sub", "ann\u0000root"));
    tokens.put("exp as text", claim("exp", String.valueOf(now + 60)));
    tokens.put(
        "exp without bounds",
        MINT.rs256(head("RS256"), replaced("\"exp\":[0-9]+", "\"exp\":1e400")));
    tokens.put("negative exp", claim("exp", -1L));
    tokens.put("no iat", MINT.rs256(header("RS256"), without(claims(), "iat")));
    tokens.put("iat after exp", claim("iat", now + 3_700));
    tokens.put("lifetime of 24 hours and a second", claim("exp", now - 60 + 86_401));
    tokens.put("nbf that is not a date", claim("nbf", "yesterday"));
    tokens.put("no kid", MINT.rs256(without(header("RS256"), "kid"), claims()));
    tokens.put("kid that is a number", MINT.rs256(with(header("RS256"), "kid", 1L), claims()));
    tokens.put("kid of nobody", MINT.rs256(with(header("RS256"), "kid", "k9"), claims()));
    tokens.put("kid of a short key", MINT.rs256(with(header("RS256"), "kid", "short"), claims()));
    tokens.put(
        "kid of an encryption key", MINT.rs256(with(header("RS256"), "kid", "enc"), claims()));
    tokens.put(
        "kid of another kind of key", MINT.rs256(with(header("RS256"), "kid", "ec"), claims()));
    tokens.put(
        "typ that is a list", MINT.rs256(with(header("RS256"), "typ", List.of("JWT")), claims()));
    tokens.put("no typ", MINT.rs256(without(header("RS256"), "typ"), claims()));
    tokens.put("padded base64", good + "=");
    tokens.put("blank inside", good.replaceFirst("\\.", ". "));
    tokens.put("another spelling of the signature", respelled(good));
    tokens.put("text after the claims", MINT.rs256(head("RS256"), json() + "{}"));
    tokens.put("byte order mark", MINT.rs256(head("RS256"), "\uFEFF" + json()));
    tokens.put("claims that are a list", MINT.rs256(head("RS256"), "[" + json() + "]"));
    tokens.put("claims cut off", MINT.rs256(head("RS256"), json().substring(0, 40)));
    tokens.put("17 levels", MINT.rs256(head("RS256"), deep(17)));
    tokens.put("invalid UTF-8", invalidUtf8());
    tokens.put("claims of another token", mixed());
    tokens.put("longer than 8,192", claim("pad", "x".repeat(8_000)));
    return tokens;
  }

  @TestFactory
  Stream<DynamicTest> noHostileTokenIsAccepted() throws IOException {
    Map<String, String> all = new LinkedHashMap<>(fromTheList());
    assertEquals(26, all.size());
    all.putAll(ofOurOwn());
    assertTrue(all.size() >= 40);
    return all.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Authentication answer = verify(verifier, entry.getValue());
                      RejectionCode code =
                          assertInstanceOf(Authentication.Rejected.class, answer).code();
                      assertTrue(code != RejectionCode.AUTHENTICATION_UNAVAILABLE, code::code);
                    }));
  }

  @Test
  void theTokenThatAllOthersAreMadeFromIsAccepted() {
    assertInstanceOf(Authentication.Authenticated.class, verify(verifier, MINT.good()));
  }

  @Test
  void aSignatureOfZerosIsNotASignature() {
    String header = head("ES256").replace("\"k1\"", "\"ec\"");
    String token = b64(header) + "." + b64(json()) + "." + b64(new byte[64]);
    assertEquals(
        Authentication.Rejected.of(RejectionCode.TOKEN_SIGNATURE),
        verify(verifier("ES256"), token));
  }

  @Test
  void eachCommonMistakeHasItsOwnCode() {
    Map<RejectionCode, String> tokens =
        Map.of(
            RejectionCode.TOKEN_EXPIRED, claim("exp", NOW.getEpochSecond()),
            RejectionCode.TOKEN_AUDIENCE, claim("aud", "billing"),
            RejectionCode.TOKEN_ISSUER, claim("iss", "https://evil.example"),
            RejectionCode.TOKEN_LIFETIME, claim("exp", 32503680000L),
            RejectionCode.TOKEN_KEY_UNKNOWN,
                MINT.rs256(with(header("RS256"), "kid", "k9"), claims()),
            RejectionCode.TOKEN_ENCRYPTED, "e30.e30.e30.e30.e30",
            RejectionCode.CALLER_NOT_MAPPED, claim("groups", List.of("sales")));
    tokens.forEach(
        (code, token) -> assertEquals(Authentication.Rejected.of(code), verify(verifier, token)));
  }

  private static Authentication verify(TokenVerifier verifier, String token) {
    return verifier.verify(SecretText.of("token", token), HEAD);
  }

  private static String claim(String name, Object value) {
    return MINT.rs256(header("RS256"), with(claims(), name, value));
  }

  private static String head(String algorithm) {
    return StrictJson.write(header(algorithm));
  }

  private static String json() {
    return StrictJson.write(claims());
  }

  private static String replaced(String pattern, String with) {
    return json().replaceFirst(pattern, with);
  }

  private static String doubled(String member) {
    return json().replaceFirst("}$", "," + member + "}");
  }

  private static String deep(int levels) {
    return replaced("}$", ",\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
  }

  private static String bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(json().getBytes(StandardCharsets.UTF_8));
      out.write(new byte[2_000_000]);
    }
    String input =
        b64(StrictJson.write(with(header("RS256"), "zip", "DEF")))
            + "."
            + b64(packed.toByteArray());
    return input + "." + b64(Mint.sign(input, "SHA256withRSA", MINT.rsa.getPrivate()));
  }

  /** The last character of a 256-byte signature holds 2 bits; the other 4 may be anything. */
  private static String respelled(String token) {
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = digits.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + digits.charAt(last ^ 1);
  }

  private static String invalidUtf8() {
    byte[] claims = json().replace("ann", "a\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    String input = b64(head("RS256")) + "." + b64(claims);
    return input + "." + b64(Mint.sign(input, "SHA256withRSA", MINT.rsa.getPrivate()));
  }

  private static String mixed() {
    String[] one = MINT.good().split("\\.");
    String[] other = claim("sub", "root").split("\\.");
    return one[0] + "." + other[1] + "." + one[2];
  }
}
