package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a request's Signature Version 4 to the last byte: who, when, for which region and service,
 * over which headers and which body.
 *
 * <p>Source: "Signature Version 4 signing process", AWS General Reference.
 *
 * @param accessKey the one identity that the fake knows
 * @param secretKey its key
 * @param sessionToken what must come with it
 * @param region the region that the fake stands for
 * @param service the service's name in a credential scope
 * @param clock the fake's time
 */
public record SignedBy(
    String accessKey,
    String secretKey,
    String sessionToken,
    String region,
    String service,
    InstantSource clock) {

  /** Why a signature is refused. */
  public enum Refusal {
    MISSING,
    UNKNOWN_KEY,
    UNKNOWN_TOKEN,
    WRONG_REGION,
    SKEWED,
    WRONG
  }

  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/([^/]+)/aws4_request, "
              + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Why this request is refused; empty if it is signed as it must be. */
  public Optional<Refusal> refusal(WireRequest request) {
    Matcher m = HEADER.matcher(request.header("authorization").orElse(""));
    String date = request.header("x-amz-date").orElse("");
    if (!m.matches() || date.isEmpty()) {
      return Optional.of(Refusal.MISSING);
    }
    if (!m.group(1).equals(accessKey)) {
      return Optional.of(Refusal.UNKNOWN_KEY);
    }
    if (!request.header("x-amz-security-token").orElse("").equals(sessionToken)) {
      return Optional.of(Refusal.UNKNOWN_TOKEN);
    }
    if (!m.group(3).equals(region) || !m.group(4).equals(service)) {
      return Optional.of(Refusal.WRONG_REGION);
    }
    Instant then = Instant.from(TIME.parse(date));
    if (Duration.between(then, clock.instant()).abs().compareTo(Duration.ofMinutes(15)) > 0) {
      return Optional.of(Refusal.SKEWED);
    }
    List<String> signed = List.of(m.group(5).split(";"));
    boolean complete =
        signed.contains("host")
            && request.headers().keySet().stream()
                .allMatch(name -> !name.startsWith("x-amz-") || signed.contains(name))
            && date.startsWith(m.group(2));
    String scope = m.group(2) + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            date,
            scope,
            hash(canonical(request, signed).getBytes(UTF_8)));
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : List.of(m.group(2), region, service, "aws4_request", toSign)) {
      key = hmac(key, part);
    }
    boolean right = MessageDigest.isEqual(key, HexFormat.of().parseHex(m.group(6)));
    return complete && right ? Optional.empty() : Optional.of(Refusal.WRONG);
  }

  private String canonical(WireRequest request, List<String> signed) {
    List<String> query = new ArrayList<>();
    request.queryPairs().forEach(pair -> query.add(pair[0] + "=" + pair[1]));
    query.sort(null);
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append('\n').append(request.rawPath()).append('\n');
    text.append(String.join("&", query)).append('\n');
    for (String name : signed) {
      List<String> values = request.headers().getOrDefault(name, List.of());
      text.append(name).append(':');
      text.append(String.join(",", values.stream().map(SignedBy::trim).toList())).append('\n');
    }
    text.append('\n').append(String.join(";", signed)).append('\n');
    return text.append(request.header("x-amz-content-sha256").orElse(hash(request.body())))
        .toString();
  }

  private static String trim(String value) {
    return value.trim().replaceAll(" +", " ");
  }

  static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "SignedBy[" + String.join(", ", Arrays.asList(accessKey, region, service)) + "]";
  }
}
