package dev.portcullis.rotation.provider.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 of a request without a query, as "Create a signed AWS API request" in the
 * IAM User Guide describes it.
 */
final class AwsSignature {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String region;
  private final String service;

  AwsSignature(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /** The headers to add to a request with these headers, among them {@code host}. */
  Map<String, String> headers(
      String method,
      String path,
      String query,
      Map<String, String> signed,
      byte[] body,
      AwsIdentity credential,
      Instant now) {
    String time = TIME.format(now);
    String date = time.substring(0, 8);
    TreeMap<String, String> headers = new TreeMap<>(signed);
    headers.put("x-amz-date", time);
    credential
        .sessionToken()
        .ifPresent(token -> headers.put("x-amz-security-token", token.reveal()));
    StringBuilder canonical = new StringBuilder();
    canonical.append(method).append('\n').append(path).append('\n').append(query).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", headers.keySet());
    canonical.append('\n').append(names).append('\n').append(hex(sha256(body)));
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + time
            + "\n"
            + scope
            + "\n"
            + hex(sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + credential.secretKey().reveal()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, region, service, "aws4_request", toSign}) {
      key = hmac(key, part);
    }
    Map<String, String> added = new TreeMap<>(headers);
    added.keySet().removeAll(signed.keySet());
    added.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + credential.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(key));
    return added;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
