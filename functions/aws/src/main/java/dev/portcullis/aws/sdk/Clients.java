package dev.portcullis.aws.sdk;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Builds every SDK client in the same way: time-outs on each attempt and each call, retries with a
 * budget, one region, credentials from the function's environment and from nowhere else.
 *
 * <p>No file and no instance metadata is read. It names no service, so that a handler loads only
 * the clients that it builds:
 *
 * <pre>{@code
 * KmsClient kms = clients.build(KmsClient.builder());
 * }</pre>
 *
 * <p>{@code AWS_ENDPOINT_URL} sends every client to an emulator; plain HTTP goes to this machine
 * only, so that a mistyped variable cannot send requests in the clear. Safe for concurrent use.
 */
public final class Clients {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> CONFLICTS =
      Set.of("ConditionalRequestConflict", "OperationAborted");
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Region region;
  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final Consumer<PortException> told;

  private Clients(
      Region region,
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      Consumer<PortException> told) {
    this.region = region;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.told = told;
  }

  /**
   * As the function's environment says.
   *
   * @param environment {@code AWS_REGION}, and {@code AWS_ENDPOINT_URL} for an emulator; the
   *     credentials' own variables are read from the process
   * @throws PortException INVALID if the region is missing or no region's name, or if the endpoint
   *     is neither HTTPS nor on this machine
   */
  public static Clients of(Map<String, String> environment) {
    return of(
        environment,
        AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(),
            ContainerCredentialsProvider.create()));
  }

  /** As {@link #of(Map)}, with credentials from elsewhere. */
  public static Clients of(Map<String, String> environment, AwsCredentialsProvider credentials) {
    String region = environment.getOrDefault("AWS_REGION", "");
    if (!REGION.matcher(region).matches()) {
      throw new PortException(Code.INVALID, "AWS_REGION does not name a region");
    }
    String endpoint = environment.getOrDefault("AWS_ENDPOINT_URL", "");
    return new Clients(
        Region.of(region),
        endpoint.isEmpty() ? Optional.empty() : Optional.of(endpoint(endpoint)),
        credentials,
        failed -> {});
  }

  /**
   * The same clients, which tell of every call that failed after its last attempt.
   *
   * @param failures is given the service, the operation and the kind of failure, and nothing of
   *     what was sent; called on the thread that calls
   */
  public Clients telling(Consumer<PortException> failures) {
    return new Clients(region, endpoint, credentials, failures);
  }

  /** The region that every client talks to. */
  public String region() {
    return region.id();
  }

  /** True if an endpoint was named, which an emulator needs and AWS does not. */
  public boolean emulated() {
    return endpoint.isPresent();
  }

  /** A client for calls on which somebody waits; the caller keeps it for the function's life. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(B builder) {
    return build(builder, CallBudget.USUAL);
  }

  /** A client with another budget for each call. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, CallBudget budget) {
    builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(http(budget))
        .overrideConfiguration(configuration(budget));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private UrlConnectionHttpClient.Builder http(CallBudget budget) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(budget.attempt().compareTo(CONNECT) < 0 ? budget.attempt() : CONNECT)
            .socketTimeout(budget.attempt());
    if (emulated()) {
      http.proxyConfiguration(
          ProxyConfiguration.builder()
              .useSystemPropertyValues(false)
              .useEnvironmentVariablesValues(false)
              .build());
    }
    return http;
  }

  private ClientOverrideConfiguration configuration(CallBudget budget) {
    Duration first = budget.firstWait();
    BackoffStrategy wait =
        BackoffStrategy.exponentialDelay(
            first, first.compareTo(LONGEST_WAIT) > 0 ? first : LONGEST_WAIT);
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(budget.call())
        .apiCallAttemptTimeout(budget.attempt())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(budget.attempts())
                .retryOnException(Clients::conflict)
                .backoffStrategy(wait)
                .throttlingBackoffStrategy(wait)
                .build())
        .addExecutionInterceptor(new FailedCalls(told))
        .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
        .build();
  }

  /** S3 asks for another attempt when two writes met; the SDK alone gives up. */
  private static boolean conflict(Throwable failure) {
    return failure instanceof SdkServiceException answered
        && CONFLICTS.contains(SdkFailures.errorCode(answered));
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      String host = uri.getHost() == null ? "" : uri.getHost();
      boolean clear = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(host);
      if (!host.isEmpty() && (clear || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, without the text: it may hold a password.
    }
    throw new PortException(
        Code.INVALID, "AWS_ENDPOINT_URL is neither HTTPS nor an address of this machine");
  }
}
