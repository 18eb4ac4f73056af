package dev.portcullis.aws.wire;

import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.sdk.Clients;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The one identity that the fakes know, whose secrets no message may hold. */
public final class WireIdentity {
  public static final String REGION = "eu-central-1";
  public static final String ACCESS_KEY = "AKIDOFTHETESTS";
  public static final String SECRET_KEY = "planted+secret/key0123456789abcdefghijkl";
  public static final String SESSION_TOKEN = "planted-session-token-0123456789";

  /** Short, so that a test of a time-out does not wait long; two more attempts, as usual. */
  public static final CallBudget SHORT =
      new CallBudget(3, Duration.ofMillis(1_500), Duration.ofSeconds(5), Duration.ofMillis(1));

  private WireIdentity() {}

  /** Clients that talk to a fake in the tests' region. */
  public static Clients clients(URI endpoint) {
    return clients(endpoint, REGION, SECRET_KEY);
  }

  /** Clients of another region, or with another secret key. */
  public static Clients clients(URI endpoint, String region, String secretKey) {
    return Clients.of(
        Map.of("AWS_REGION", region, "AWS_ENDPOINT_URL", endpoint.toString()),
        credentials(secretKey));
  }

  /** What this identity signs with. */
  public static AwsCredentialsProvider credentials() {
    return credentials(SECRET_KEY);
  }

  private static AwsCredentialsProvider credentials(String secretKey) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(ACCESS_KEY, secretKey, SESSION_TOKEN));
  }

  /** How a service checks that this identity signed, by the present time. */
  public static SignedBy signs(String service) {
    return new SignedBy(
        ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, REGION, service, InstantSource.system());
  }
}
