package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.aws.wire.FakeDynamo;
import dev.portcullis.aws.wire.FakeEventBridge;
import dev.portcullis.aws.wire.FakeKms;
import dev.portcullis.aws.wire.FakeLambda;
import dev.portcullis.aws.wire.FakeQueue;
import dev.portcullis.aws.wire.FakeSecrets;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.aws.wire.s3.FakeS3;
import dev.portcullis.ports.WormStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * One deployment behind real sockets: every service that a function calls as a strict fake, and the
 * model's server.
 *
 * <p>A restored function has an entrance of its own, where nobody else's requests are seen, and
 * gets its role's credentials there as Lambda gives them.
 */
final class WireCloud implements AutoCloseable {
  private static final String ROLE = "/role";
  private static final String ROLE_TOKEN = "planted-role-token";

  final FakeQueue queue = new FakeQueue(Deployment.variables().get("PORTCULLIS_AUDIT_QUEUE"));
  final FakeEventBridge bus = new FakeEventBridge();
  final FakeLambda witness = new FakeLambda();
  final WireServer server;
  final WireServer restored;
  final WireServer model;
  private final Map<String, String> variables;

  WireCloud() throws IOException {
    WireService services =
        new Cloud(
            Map.of(
                "s3", new FakeS3(InstantSource.system()),
                "dynamodb", new FakeDynamo(100),
                "secretsmanager", new FakeSecrets(10),
                "kms", new FakeKms(),
                "sqs", queue,
                "events", bus,
                "lambda", witness));
    server = new WireServer(services);
    restored =
        new WireServer(request -> isRole(request) ? role(request) : services.answer(request));
    model = new WireServer(new FakeModelServer(Provision.value(Environment.MODEL)));
    variables = Provision.at(server.uri());
    variables.put("PORTCULLIS_MODEL_ENDPOINT", model.uri() + "/v1");
    witness.answers(this::cosigned);
  }

  private String cosigned(String event) {
    try {
      return run("witness", event);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean isRole(WireRequest request) {
    return request.rawPath().equals(ROLE);
  }

  /** As Lambda's local endpoint answers a restored function. */
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

  /** True for the request by which a restored function gets its credentials. */
  static boolean asksForRole(WireRequest request) {
    return isRole(request);
  }

  /** What one function's process gets: Lambda's own variables and its row of the permissions. */
  Map<String, String> variables(String function) throws IOException {
    Map<String, String> own = new TreeMap<>();
    Set<String> row = environment(function);
    variables.forEach(
        (name, value) -> {
          if (!name.startsWith("PORTCULLIS_") || row.contains(name)) {
            own.put(name, value);
          }
        });
    return own;
  }

  /** The same for a function that begins as a snapshot. */
  Map<String, String> snapshotVariables(String function) throws IOException {
    Map<String, String> own = variables(function);
    own.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    own.put("AWS_ENDPOINT_URL", restored.uri().toString());
    own.keySet()
        .removeAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"));
    own.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", restored.uri() + ROLE);
    own.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", ROLE_TOKEN);
    return own;
  }

  /** The variables of ours that a function gets. */
  List<String> own(String function) throws IOException {
    return List.copyOf(environment(function));
  }

  private static Set<String> environment(String function) throws IOException {
    Path file = SampleEvents.root().resolve("infra/aws/permissions.json");
    Set<String> names = new TreeSet<>();
    for (JsonNode row : new ObjectMapper().readTree(Files.readString(file)).path("functions")) {
      if (row.path("handler").asText().equals(Handlers.type(function).getName())) {
        row.path("environment").forEach(name -> names.add(name.asText()));
      }
    }
    return names;
  }

  /** The services as functions call them, for what a test sets up or looks at. */
  Services services() {
    return new SdkServices(
        surroundings(),
        () ->
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    WireIdentity.ACCESS_KEY, WireIdentity.SECRET_KEY, WireIdentity.SESSION_TOKEN)));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        new Environment(variables),
        InstantSource.system(),
        SecureRandom::new,
        new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
  }

  /** Runs a function in this process over the same services, and returns its answer. */
  String run(String function, String event) throws IOException {
    return EventsTest.run(Handlers.open(function, surroundings(), services()), event);
  }

  /** Every record that is durable and not in order yet, and those that are, as text. */
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
    return services().log(variables.get("PORTCULLIS_LOG_BUCKET"), Environment.LockMode.GOVERNANCE);
  }

  /** One variable of the deployment. */
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  ApiKeys keys() {
    Services services = services();
    return new ApiKeys(
        services.records("keys"),
        services.secrets(),
        Environment.PEPPER,
        InstantSource.system(),
        new SecureRandom());
  }

  /** A new key of a developer who works with data. */
  KeyChange.Issued newKey() {
    return (KeyChange.Issued)
        keys()
            .create(
                KeySpec.of(
                    "live",
                    "acme",
                    "Support desk",
                    "Answers mails",
                    Set.of("developer", "data_scientist")));
  }

  @Override
  public void close() {
    server.close();
    restored.close();
    model.close();
  }
}
