package dev.portcullis.aws;

import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.wire.FakeDynamo;
import dev.portcullis.aws.wire.FakeEventBridge;
import dev.portcullis.aws.wire.FakeKms;
import dev.portcullis.aws.wire.FakeLambda;
import dev.portcullis.aws.wire.FakeQueue;
import dev.portcullis.aws.wire.FakeSecrets;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.aws.wire.s3.FakeS3;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One deployment whose services speak their wire protocols: what the template makes is made, and
 * every function is opened as Lambda opens it, with the environment of its row and no more.
 */
final class WireCloud implements AutoCloseable {
  /** A model whose name alone makes a record of its call too long for the log. */
  static final String LONG_NAME = "long-" + "name".repeat(17_500) + "-end";

  /** The embedding model of the test's package, by a name that Bedrock has too. */
  static final String EMBEDDING = "amazon.titan-embed-text-v2:0";

  /** What an emulator's first value of each secret holds; no line and no answer may repeat it. */
  static final String PLANTED = "planted-secret-";

  /** The package's folder with a deployment package for a provider with two slots. */
  static final String SLOTS = "slots";

  /** The same for a provider whose keys only people make. */
  static final String CONSOLE = "console";

  final FakeS3 s3;
  final FakeSecrets secrets;
  final FakeDynamo dynamo;
  final FakeEventBridge events = new FakeEventBridge();
  final FakeQueue queue = new FakeQueue(Deployment.variables().get("PORTCULLIS_AUDIT_QUEUE"));
  private final FakeLambda lambda = new FakeLambda();
  private final FakeKms kms;
  private final WireService signed;
  private final WireService openAi = WireModels.openAi();
  private final List<WireFunction> open = new CopyOnWriteArrayList<>();
  private final Map<String, String> variables;
  private @Nullable WireFunction owner;
  private volatile Duration ahead;

  /**
   * A deployment with its tables, buckets, keys and secrets, and nothing in its log.
   *
   * @param root an unpacked deployment package
   */
  WireCloud(Path root) {
    this(
        new FakeS3(InstantSource.system()),
        new FakeSecrets(100),
        new FakeDynamo(100),
        new FakeKms(),
        new TreeMap<>(Deployment.variables()),
        Duration.ZERO);
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    variables.put("PORTCULLIS_ALERT_BUS", FakeEventBridge.BUS);
    variables.put("PORTCULLIS_WITNESS_FUNCTION", FakeLambda.FUNCTION);
    WireResources.make(owner().server().uri(), variables);
    for (String secret : List.of(Environment.PEPPER, Environment.DIGEST, Environment.MODEL)) {
      secret(secret, "4b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f", value(secret));
    }
    secret(Environment.ADMIN, "9b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f", KeyIssuer.ADMIN);
  }

  private WireCloud(
      FakeS3 s3,
      FakeSecrets secrets,
      FakeDynamo dynamo,
      FakeKms kms,
      Map<String, String> variables,
      Duration ahead) {
    this.s3 = s3.copy(this::now);
    this.secrets = secrets;
    this.dynamo = dynamo;
    this.kms = kms;
    this.variables = variables;
    this.ahead = ahead;
    this.signed =
        new Cloud(
            Map.of(
                "s3", this.s3,
                "dynamodb", dynamo,
                "secretsmanager", secrets,
                "kms", kms,
                "events", events,
                "lambda", lambda,
                "sqs", queue,
                "bedrock", WireModels.bedrock(),
                "sagemaker", WireModels.sageMaker()));
    lambda.runs(
        event -> {
          try (WireFunction witness = function("witness", CallBudget.USUAL)) {
            return witness.call(event);
          }
        });
  }

  /** The same deployment as it is now, which goes its own way from here. */
  WireCloud copy() {
    return new WireCloud(s3, secrets.copy(), dynamo.copy(), kms, new TreeMap<>(variables), ahead);
  }

  private WireFunction opened(String name, Map<String, String> own, CallBudget budget) {
    try {
      WireFunction made = new WireFunction(this, name, own, budget);
      open.add(made);
      return made;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** The time of the functions and of S3; the other services have the machine's. */
  Instant now() {
    return Instant.now().plus(ahead);
  }

  /** Lets time pass, for functions that sign nothing themselves. */
  void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /** The first value of a secret. */
  static String value(String secret) {
    return PLANTED + secret + "-".repeat(48);
  }

  /** Makes a version of a secret the current one. */
  void secret(String name, String version, String value) {
    services().secretVersions().stage(name, version, SecretText.of(name, value));
    String former = services().secrets().read(name).map(one -> one.version()).orElse("");
    services().secretVersions().promote(name, version, former);
  }

  /** The ARN of a secret by the name that the code has for it. */
  String arn(String secret) {
    return variables.get("PORTCULLIS_" + secret.toUpperCase(Locale.ROOT) + "_SECRET");
  }

  /** The services as the deployment's owner sees them. */
  Services services() {
    return owner().services();
  }

  private synchronized WireFunction owner() {
    WireFunction made = owner == null ? opened("owner", variables, CallBudget.USUAL) : owner;
    owner = made;
    return made;
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

  /** The keys of this deployment. */
  ApiKeys keys() {
    return new ApiKeys(
        services().records(variables.get("PORTCULLIS_KEY_TABLE")),
        services().secrets(),
        Environment.PEPPER,
        clock(),
        new SecureRandom(),
        (event, id, change) -> {});
  }

  InstantSource clock() {
    return this::now;
  }

  /** A function with the environment of its row and the backend that answers like OpenAI. */
  WireFunction function(String name, CallBudget budget) {
    return function(name, "openai", budget);
  }

  /** A function with the environment of its row, not yet started. */
  WireFunction function(String name, String backend, CallBudget budget) {
    Map<String, String> own = new TreeMap<>(variables);
    Set<String> given = Permissions.of(name).variables();
    own.keySet().removeIf(key -> key.startsWith("PORTCULLIS_") && !given.contains(key));
    own.computeIfPresent("PORTCULLIS_MODEL_BACKEND", (key, former) -> backend);
    if (backend.equals(SLOTS) || backend.equals(CONSOLE)) {
      own.computeIfPresent("LAMBDA_TASK_ROOT", (key, former) -> former + "/" + backend);
    }
    return opened(name, own, budget);
  }

  /** The answer of the service that a request is for; what nobody signed is for the model. */
  WireReply answer(WireRequest request) {
    return (Cloud.service(request).isPresent() ? signed : openAi).answer(request);
  }

  /** The environment with the variables of all functions. */
  Map<String, String> variables() {
    return variables;
  }

  @Override
  public void close() {
    open.forEach(WireFunction::close);
  }
}
