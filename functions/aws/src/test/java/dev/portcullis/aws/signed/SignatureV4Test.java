package dev.portcullis.aws.signed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ports.SecretText;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Our signature is the one that the SDK's own signer makes. */
final class SignatureV4Test {
  private static final long SEED = 20261126;

  @Test
  void theSdkSignsTheSame() throws GeneralSecurityException {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      String service = List.of("dynamodb", "secretsmanager", "sqs").get(random.nextInt(3));
      URI url = URI.create("https://" + service + ".eu-central-1.amazonaws.com/");
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      Instant now = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
      // The SDK's signer adds the body's digest as a header; it is an ordinary header to sign.
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      Map<String, String> headers =
          Map.of(
              "content-type",
              "application/x-amz-json-1.0",
              "x-amz-content-sha256",
              digest,
              "x-amz-target",
              "Service_" + round + ".Call");
      Credentials credentials =
          new Credentials(
              "AKID" + round,
              SecretText.of("secret", "key/" + random.nextLong()),
              Optional.of(SecretText.of("token", "token+" + random.nextLong())),
              Instant.MAX);
      String ours =
          new SignatureV4("eu-central-1", service)
              .sign(url, headers, body, credentials, now)
              .get("authorization");
      assertEquals(
          signature(sdk(url, service, headers, body, credentials, now)),
          signature(ours),
          "seed " + SEED + " #" + round);
    }
  }

  private static String signature(String authorization) {
    return authorization.substring(authorization.indexOf("Signature="));
  }

  private static String sdk(
      URI url,
      String service,
      Map<String, String> headers,
      byte[] body,
      Credentials credentials,
      Instant now) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(url).encodedPath("/");
    headers.forEach(request::putHeader);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(
                            AwsSessionCredentialsIdentity.create(
                                credentials.accessKeyId(),
                                credentials.secretKey().reveal(),
                                credentials.token().orElseThrow().reveal()))
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)));
    return signed.request().firstMatchingHeader("Authorization").orElseThrow();
  }
}
