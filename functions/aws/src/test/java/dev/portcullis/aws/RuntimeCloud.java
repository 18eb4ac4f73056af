package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.WormStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One deployment on the wire for the processes of one function: the running one and the restored
 * one each have an entrance of their own, so what each of them calls is known.
 *
 * <p>The restored one gets its role's credentials at its entrance, as Lambda gives them.
 */
final class RuntimeCloud implements AutoCloseable {
  private static final String ROLE = "/role";
  private static final String ROLE_TOKEN = "planted-role-token";

  final WireCloud deployment = new WireCloud(SampleEvents.root().resolve("infra"));
  final WireServer running;
  final WireServer restored = new WireServer(this::restored);
  private final Map<String, String> variables;

  RuntimeCloud(String function) throws IOException {
    WireFunction one = deployment.function(function, CallBudget.USUAL);
    running = one.server();
    variables = one.variables();
  }

  private WireReply restored(WireRequest request) {
    return asksForRole(request) ? role(request) : deployment.answer(request);
  }

  /** True for the request by which a restored function gets its credentials. */
  static boolean asksForRole(WireRequest request) {
    return request.rawPath().equals(ROLE);
  }

  /** True for a request to the model's server. */
  static boolean asksModel(WireRequest request) {
    return request.rawPath().startsWith("/v1/");
  }

  private static WireReply role(WireRequest request) {
    if (!request.method().equals("GET")
        || !request.header("authorization").orElse("").equals(ROLE_TOKEN)) {
      return WireReply.of(401, "application/json", "{\"code\":\"Unauthorized\"}");
    }
    return WireReply.of(
        200,
        "application/json",
        "{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\",\"Token\":\"%s\",\"Expiration\":\"%s\"}"
            .formatted(
                WireIdentity.ACCESS_KEY,
                WireIdentity.SECRET_KEY,
                WireIdentity.SESSION_TOKEN,
                InstantSource.system().instant().plusSeconds(3_600)));
  }

  /** What the running process gets: Lambda's own variables and its row of the permissions. */
  Map<String, String> variables() {
    return new TreeMap<>(variables);
  }

  /** The same for the one that begins as a snapshot. */
  Map<String, String> snapshotVariables() {
    Map<String, String> own = variables();
    own.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    own.put("AWS_ENDPOINT_URL", restored.uri().toString());
    own.computeIfPresent("PORTCULLIS_MODEL_ENDPOINT", (name, former) -> restored.uri() + "/v1");
    own.keySet()
        .removeAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"));
    own.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", restored.uri() + ROLE);
    own.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", ROLE_TOKEN);
    return own;
  }

  /** Runs another function in this process over the same services. */
  String run(String function, String event) {
    try (WireFunction other = deployment.function(function, CallBudget.USUAL)) {
      return other.call(event);
    }
  }

  /** Every record that is durable, as text. */
  String intake() {
    StringBuilder all = new StringBuilder();
    WormStore log = log();
    for (WormStore.Entry entry : log.list(IntakeKeys.PREFIX, "", 1_000)) {
      all.append(new String(log.get(entry.key()).orElseThrow(), UTF_8));
    }
    return all.toString();
  }

  /** The log's bucket. */
  WormStore log() {
    return deployment
        .services()
        .log(deployment.variables().get("PORTCULLIS_LOG_BUCKET"), Environment.LockMode.GOVERNANCE);
  }

  @Override
  public void close() {
    restored.close();
    deployment.close();
  }
}
