package dev.portcullis.aws.signed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs a POST to {@code /} by AWS Signature Version 4; the SDK's own signer gives the same
 * signature.
 *
 * <p>Source: IAM user guide, "Create a signed AWS API request".
 */
final class SignatureV4 {
  private record Derived(String scope, Credentials credentials, byte[] key) {
    boolean of(String scope, Credentials credentials) {
      return this.credentials.isSame(credentials) && this.scope.equals(scope);
    }
  }

  private final String region;
  private final String service;
  private volatile @Nullable Derived derived;

  SignatureV4(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /**
   * The headers to send: those given, and host, date, token and authorization.
   *
   * @param headers lower-case names; signed whole
   */
  Map<String, String> sign(
      URI url, Map<String, String> headers, byte[] body, Credentials credentials, Instant now) {
    String time = time(now);
    TreeMap<String, String> signed = new TreeMap<>(headers);
    signed.put("host", url.getRawAuthority());
    signed.put("x-amz-date", time);
    if (credentials.token().isPresent()) {
      signed.put("x-amz-security-token", credentials.token().get().reveal());
    }
    StringBuilder request = new StringBuilder("POST\n/\n\n");
    for (Map.Entry<String, String> header : signed.entrySet()) {
      request.append(header.getKey()).append(':').append(header.getValue()).append('\n');
    }
    String names = String.join(";", signed.keySet());
    request.append('\n').append(names).append('\n').append(hex(sha256(body)));
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(utf8(request.toString())));
    byte[] key = key(credentials, scope);
    signed.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(hmac(key, toSign)));
    return signed;
  }

  /** The key for one day, made once a day and credential. */
  private byte[] key(Credentials credentials, String scope) {
    Derived known = derived;
    if (known != null && known.of(scope, credentials)) {
      return known.key();
    }
    byte[] key = utf8("AWS4" + credentials.secretKey().reveal());
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    derived = new Derived(scope, credentials, key);
    return key;
  }

  /** {@code yyyyMMddTHHmmssZ}; by hand, because a formatter costs a cold start milliseconds. */
  private static String time(Instant now) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
    int day = (utc.getYear() * 100 + utc.getMonthValue()) * 100 + utc.getDayOfMonth();
    int second = (utc.getHour() * 100 + utc.getMinute()) * 100 + utc.getSecond();
    return day + "T" + Integer.toString(1_000_000 + second).substring(1) + "Z";
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
