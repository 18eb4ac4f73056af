package dev.portcullis.aws.model;

import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Sends one POST signed with Signature Version 4 at most once; a refused identity is an exception,
 * any other status an answer.
 *
 * <p>The signature is the SDK's own ("AWS Signature Version 4 for API requests" in the IAM User
 * Guide). The SDK's clients are not used: the synchronous ones cannot stream. Safe for concurrent
 * use.
 */
public final class SignedHttp {
  /** What a service calls an identity that it does not accept, whatever status comes with it. */
  private static final Set<String> REFUSALS =
      Set.of(
          "AccessDeniedException",
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "InvalidClientTokenIdException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "UnrecognizedClientException");

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final URI endpoint;
  private final String region;
  private final String service;
  private final AwsCredentialsProvider credentials;
  private final InstantSource clock;

  /**
   * Requests to one service in one region.
   *
   * @param endpoint scheme, host and port; a path is not used
   * @param region the region that is signed for
   * @param service the name that is signed for, such as {@code bedrock}
   * @param credentials asked before each request
   * @param clock the time that is signed
   */
  public SignedHttp(
      URI endpoint,
      String region,
      String service,
      AwsCredentialsProvider credentials,
      InstantSource clock) {
    this.endpoint = URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    this.region = region;
    this.service = service;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * The answer to one request.
   *
   * @param path already encoded, beginning with a slash
   * @throws PortException as {@link HttpPost#send}, and DENIED if the service refuses our identity
   *     (401, 403, or an error type that says so); UNAVAILABLE too if there are no credentials now
   */
  public Answer post(String path, Map<String, String> headers, byte[] body, Duration timeout) {
    Answer answer =
        HttpPost.send(URI.create(endpoint + path), signed(path, headers, body), body, timeout);
    if (answer.status() == 401 || answer.status() == 403 || REFUSALS.contains(errorType(answer))) {
      answer.close();
      throw new PortException(Code.DENIED, "call the model at " + endpoint.getHost());
    }
    return answer;
  }

  /** The service's own name for an error, without what follows a colon; empty if it sent none. */
  public static String errorType(Answer answer) {
    String type = answer.header("x-amzn-errortype");
    int colon = type.indexOf(':');
    return (colon < 0 ? type : type.substring(0, colon)).strip();
  }

  private Map<String, String> signed(String path, Map<String, String> headers, byte[] body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint).encodedPath(path);
    headers.forEach(request::putHeader);
    AwsCredentialsIdentity identity = identity();
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(identity)
                    .request(request.build())
                    .payload(() -> new java.io.ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)));
    Map<String, String> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, List<String>> header : signed.request().headers().entrySet()) {
      out.put(header.getKey(), String.join(",", header.getValue()));
    }
    // The JDK writes these itself, from the address and the body.
    out.remove("host");
    out.remove("content-length");
    return out;
  }

  private AwsCredentialsIdentity identity() {
    try {
      return credentials.resolveCredentials();
    } catch (SdkException none) {
      // Its message may name files and profiles.
      throw new PortException(Code.UNAVAILABLE, "find credentials for " + endpoint.getHost());
    }
  }
}
