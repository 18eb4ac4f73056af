package dev.portcullis.authorization.tokens;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.portcullis.authorization.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens of any shape, signed with the JDK alone, so that no library tidies them up. */
final class Mint {
  static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
  static final String ISS = "https://login.example.org";
  final KeyPair rsa = rsa(2048);
  final KeyPair other = rsa(2048);
  final KeyPair ec = ec();

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair ec() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String jwk(String kid, KeyPair pair) {
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
        .keyID(kid)
        .keyUse(KeyUse.SIGNATURE)
        .build()
        .toJSONString();
  }

  String ecJwk(String kid) {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic())
        .keyID(kid)
        .build()
        .toJSONString();
  }

  static String jwks(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  /** Claims of a good token; change them before use. */
  static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISS);
    claims.put("aud", "portcullis");
    claims.put("sub", "ann");
    claims.put("iat", NOW.getEpochSecond() - 60);
    claims.put("exp", NOW.getEpochSecond() + 3_600);
    claims.put("groups", java.util.List.of("ml-team"));
    return claims;
  }

  static Map<String, Object> header(String alg) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", alg);
    header.put("kid", "k1");
    header.put("typ", "JWT");
    return header;
  }

  static String b64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String b64(String text) {
    return b64(text.getBytes(StandardCharsets.UTF_8));
  }

  String good() {
    return rs256(header("RS256"), claims());
  }

  String rs256(Map<String, Object> header, Map<String, Object> claims) {
    return rs256(StrictJson.write(header), StrictJson.write(claims));
  }

  String rs256(String header, String claims) {
    return signed(header, claims, "SHA256withRSA", rsa.getPrivate());
  }

  static String signed(String header, String claims, String algorithm, PrivateKey key) {
    String input = b64(header) + "." + b64(claims);
    return input + "." + b64(sign(input, algorithm, key));
  }

  static byte[] sign(String input, String algorithm, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      if (algorithm.equals("RSASSA-PSS")) {
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String hs256(Map<String, Object> header, byte[] secret) {
    String input = b64(StrictJson.write(header)) + "." + b64(StrictJson.write(claims()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + "." + b64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    map.put(name, value);
    return map;
  }

  static Map<String, Object> without(Map<String, Object> map, String name) {
    map.remove(name);
    return map;
  }

  /** An issuer as a file would configure it, for one algorithm. */
  static String issuerJson(String algorithm) {
    return """
        [{"name": "corp", "issuer": "%s", "keys": "https://login.example.org/keys",
          "algorithm": "%s", "types": ["JWT", "at+jwt"], "audiences": ["portcullis"],
          "principal": "User", "tenant": {"value": "acme"}, "mfa": true,
          "attributes": {"clearance": "level", "residency": "home"},
          "roles": [{"claim": "groups", "value": "ml-team", "roles": ["developer"]},
                    {"claim": "groups", "value": "audit", "roles": ["auditor"]}]}]
        """
        .formatted(ISS, algorithm);
  }
}
