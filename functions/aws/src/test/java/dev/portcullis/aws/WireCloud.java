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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One deployment whose services speak their wire protocols: what the template makes is made, and
 * every function is opened as Lambda opens it, with the environment of its row and no more.
 */
final class WireCloud implements AutoCloseable {
  /** The embedding model of the test's package, by a name that Bedrock has too. */
  static final String EMBEDDING = "amazon.titan-embed-text-v2:0";

  /** What an emulator's first value of each secret holds; no line and no answer may repeat it. */
  static final String PLANTED = "planted-secret-";

  final FakeS3 s3 = new FakeS3(this::now);
  final FakeEventBridge events = new FakeEventBridge();
  final FakeQueue queue = new FakeQueue(Deployment.variables().get("PORTCULLIS_AUDIT_QUEUE"));
  final FakeLambda lambda = new FakeLambda();

  private final WireService signed =
      new Cloud(
          Map.of(
              "s3",
              s3,
              "dynamodb",
              new FakeDynamo(100),
              "secretsmanager",
              new FakeSecrets(100),
              "kms",
              new FakeKms(),
              "events",
              events,
              "lambda",
              lambda,
              "sqs",
              queue,
              "bedrock",
              WireModels.bedrock(),
              "sagemaker",
              WireModels.sageMaker()));
  private final WireService openAi = WireModels.openAi();
  private final List<WireFunction> open = new ArrayList<>();
  private final Map<String, String> variables;
  private final WireFunction owner;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * A deployment with its tables, buckets, keys and secrets, and nothing in its log.
   *
   * @param root an unpacked deployment package
   */
  WireCloud(Path root) throws IOException {
    variables = new TreeMap<>(Deployment.variables());
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    variables.put("PORTCULLIS_ALERT_BUS", FakeEventBridge.BUS);
    variables.put("PORTCULLIS_WITNESS_FUNCTION", FakeLambda.FUNCTION);
    owner = new WireFunction(this, "owner", variables, CallBudget.USUAL);
    open.add(owner);
    WireResources.make(owner.server().uri(), variables);
    for (String secret : List.of(Environment.PEPPER, Environment.DIGEST, Environment.MODEL)) {
      secret(secret, "4b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f", PLANTED + secret + "-".repeat(48));
    }
    lambda.runs(
        event -> {
          try (WireFunction witness = function("witness", CallBudget.USUAL)) {
            return witness.call(event);
          }
        });
  }

  /** The time of the functions and of S3; the other services have the machine's. */
  Instant now() {
    return Instant.now().plus(ahead);
  }

  /** Lets time pass, for functions that sign nothing themselves. */
  void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /** Makes a version of a secret the current one. */
  void secret(String name, String version, String value) {
    owner.services().secretVersions().stage(name, version, SecretText.of(name, value));
    String former = owner.services().secrets().read(name).map(one -> one.version()).orElse("");
    owner.services().secretVersions().promote(name, version, former);
  }

  /** The ARN of a secret by the name that the code has for it. */
  String arn(String secret) {
    return variables.get("PORTCULLIS_" + secret.toUpperCase(Locale.ROOT) + "_SECRET");
  }

  /** The services as the deployment's owner sees them. */
  Services services() {
    return owner.services();
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
        new SecureRandom());
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
    try {
      WireFunction made = new WireFunction(this, name, own, budget);
      open.add(made);
      return made;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
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
