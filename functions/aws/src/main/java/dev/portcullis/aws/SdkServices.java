package dev.portcullis.aws;

import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.aws.bedrock.BedrockModel;
import dev.portcullis.aws.dynamodb.DynamoRecordStore;
import dev.portcullis.aws.eventbridge.EventBridgeAlerts;
import dev.portcullis.aws.kms.KmsKeyWrapping;
import dev.portcullis.aws.kms.KmsSigner;
import dev.portcullis.aws.lambda.LambdaWitness;
import dev.portcullis.aws.openai.OpenAiModel;
import dev.portcullis.aws.s3.Bucket;
import dev.portcullis.aws.s3.BucketCheck;
import dev.portcullis.aws.s3.S3Clients;
import dev.portcullis.aws.s3.S3PublicationStore;
import dev.portcullis.aws.s3.S3WormStore;
import dev.portcullis.aws.sagemaker.SageMakerModel;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.sdk.Clients;
import dev.portcullis.aws.secretsmanager.SecretsManagerStore;
import dev.portcullis.aws.secretsmanager.SecretsManagerVersions;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The services by the AWS SDK. Each call makes a client of its own, so nothing is kept from before
 * a snapshot: neither connections nor credentials.
 */
final class SdkServices implements Services, AutoCloseable {
  /** The grace of our own keys is longer. */
  private static final Duration SECRETS_AGE = Duration.ofMinutes(5);

  private final Surroundings surroundings;
  private final Supplier<AwsCredentialsProvider> credentials;
  private final Optional<CallBudget> budget;
  private final LogLines lines;
  private final Queue<SdkAutoCloseable> open = new ConcurrentLinkedQueue<>();

  /**
   * Those of the running function.
   *
   * @param function its name in lines
   */
  SdkServices(Surroundings surroundings, String function) {
    this(surroundings, function, SdkServices::ofFunction, Optional.empty());
  }

  /**
   * The same with credentials from elsewhere.
   *
   * @param credentials makes a provider that has read nothing yet
   * @param budget of every call; empty for those that are meant for AWS
   */
  SdkServices(
      Surroundings surroundings,
      String function,
      Supplier<AwsCredentialsProvider> credentials,
      Optional<CallBudget> budget) {
    this.surroundings = surroundings;
    this.credentials = credentials;
    this.budget = budget;
    this.lines = new LogLines(function, surroundings.out());
  }

  /** The role's: in the environment, or from the local endpoint after a restore. */
  private static AwsCredentialsProvider ofFunction() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create());
  }

  @Override
  public RecordStore records(String table) {
    return new DynamoRecordStore(
        build(DynamoDbClient.builder()), table, surroundings.random().get());
  }

  @Override
  public SecretStore secrets() {
    return new SecretsManagerStore(
        build(SecretsManagerClient.builder()),
        surroundings.environment()::secretArn,
        SECRETS_AGE,
        surroundings.clock());
  }

  @Override
  public SecretVersions secretVersions() {
    return new SecretsManagerVersions(
        build(SecretsManagerClient.builder()), surroundings.environment()::secretArn);
  }

  @Override
  public KeyWrapping wrapping(String keyArn) {
    return new KmsKeyWrapping(build(KmsClient.builder()), keyArn, Set.of());
  }

  @Override
  public Signer signer(String keyArn) {
    return KmsSigner.open(build(KmsClient.builder()), keyArn);
  }

  @Override
  public WormStore log(String bucket, Environment.LockMode mode) {
    return new S3WormStore(
        s3(),
        bucket(bucket),
        mode == Environment.LockMode.COMPLIANCE
            ? ObjectLockMode.COMPLIANCE
            : ObjectLockMode.GOVERNANCE,
        surroundings.clock());
  }

  @Override
  public void checkLog(String bucket) {
    try (S3Client s3 = s3()) {
      BucketCheck.writeOnce(s3, bucket(bucket), IntakeKeys.PREFIX);
    }
  }

  @Override
  public void checkPublished(String bucket) {
    try (S3Client s3 = s3()) {
      BucketCheck.readable(s3, bucket(bucket), "PORTCULLIS_PUBLICATION_BUCKET");
    }
  }

  @Override
  public PublicationStore published(String bucket) {
    return new S3PublicationStore(s3(), bucket(bucket));
  }

  private Bucket bucket(String name) {
    return new Bucket(name, surroundings.environment().account());
  }

  @Override
  public Consumer<List<AlertRaised>> alerts(String busArn) {
    return new EventBridgeAlerts(build(EventBridgeClient.builder()), busArn);
  }

  @Override
  public WitnessClient.Transport witness(String functionArn) {
    return new LambdaWitness(build(LambdaClient.builder()), functionArn);
  }

  @Override
  public Model model(SecretStore secrets) {
    String backend = surroundings.environment().backend().name().toLowerCase(Locale.ROOT);
    return new ToldModel(backend(secrets), backend, lines::callFailed);
  }

  private Model backend(SecretStore secrets) {
    Environment environment = surroundings.environment();
    String region = environment.region();
    return switch (environment.backend()) {
      case BEDROCK ->
          new BedrockModel(
              environment.endpoint().orElseGet(() -> BedrockModel.endpoint(region)),
              region,
              credentials.get(),
              surroundings.clock());
      case SAGEMAKER ->
          new SageMakerModel(
              environment.endpoint().orElseGet(() -> SageMakerModel.endpoint(region)),
              region,
              environment.modelEndpoint(),
              credentials.get(),
              surroundings.clock());
      case OPENAI ->
          new OpenAiModel(
              environment.url("MODEL_ENDPOINT"),
              Optional.of(UpstreamCredential.of(environment, secrets, surroundings.clock())));
    };
  }

  private <
          B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable>
      C build(B builder) {
    C client = clients().build(builder, budget.orElse(CallBudget.USUAL));
    open.add(client);
    return client;
  }

  private S3Client s3() {
    S3Client client =
        budget
            .map(given -> S3Clients.of(clients(), given))
            .orElseGet(() -> S3Clients.of(clients()));
    open.add(client);
    return client;
  }

  /** Ends every client and its threads. A function's live as long as its process. */
  @Override
  public void close() {
    open.forEach(SdkAutoCloseable::close);
    open.clear();
  }

  private Clients clients() {
    return Clients.of(surroundings.environment().variables(), credentials.get())
        .telling(lines::callFailed);
  }
}
