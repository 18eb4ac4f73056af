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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The services by the AWS SDK. Each call makes a client of its own, so nothing is kept from before
 * a snapshot: neither connections nor credentials.
 */
final class SdkServices implements Services {
  /** The grace of our own keys is longer. */
  private static final Duration SECRETS_AGE = Duration.ofMinutes(5);

  private final Surroundings surroundings;
  private final Supplier<AwsCredentialsProvider> credentials;

  SdkServices(Surroundings surroundings) {
    this(surroundings, SdkServices::ofFunction);
  }

  /**
   * The same with credentials from elsewhere.
   *
   * @param credentials makes a provider that has read nothing yet
   */
  SdkServices(Surroundings surroundings, Supplier<AwsCredentialsProvider> credentials) {
    this.surroundings = surroundings;
    this.credentials = credentials;
  }

  /** The role's: in the environment, or from the local endpoint after a restore. */
  private static AwsCredentialsProvider ofFunction() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create());
  }

  @Override
  public RecordStore records(String table) {
    return new DynamoRecordStore(
        clients().build(DynamoDbClient.builder()), table, surroundings.random().get());
  }

  @Override
  public SecretStore secrets() {
    return new SecretsManagerStore(
        clients().build(SecretsManagerClient.builder()),
        surroundings.environment()::secretArn,
        SECRETS_AGE,
        surroundings.clock());
  }

  @Override
  public SecretVersions secretVersions() {
    return new SecretsManagerVersions(
        clients().build(SecretsManagerClient.builder()), surroundings.environment()::secretArn);
  }

  @Override
  public KeyWrapping wrapping(String keyArn) {
    return new KmsKeyWrapping(clients().build(KmsClient.builder()), keyArn, Set.of());
  }

  @Override
  public Signer signer(String keyArn) {
    return KmsSigner.open(clients().build(KmsClient.builder()), keyArn);
  }

  @Override
  public WormStore log(String bucket, Environment.LockMode mode) {
    return new S3WormStore(
        S3Clients.of(clients()),
        bucket(bucket),
        mode == Environment.LockMode.COMPLIANCE
            ? ObjectLockMode.COMPLIANCE
            : ObjectLockMode.GOVERNANCE,
        surroundings.clock());
  }

  @Override
  public void checkLog(String bucket) {
    try (S3Client s3 = S3Clients.of(clients())) {
      BucketCheck.writeOnce(s3, bucket(bucket), IntakeKeys.PREFIX);
    }
  }

  @Override
  public PublicationStore published(String bucket) {
    return new S3PublicationStore(S3Clients.of(clients()), bucket(bucket));
  }

  private Bucket bucket(String name) {
    return new Bucket(name, surroundings.environment().account());
  }

  @Override
  public Consumer<List<AlertRaised>> alerts(String busArn) {
    return new EventBridgeAlerts(clients().build(EventBridgeClient.builder()), busArn);
  }

  @Override
  public WitnessClient.Transport witness(String functionArn) {
    return new LambdaWitness(clients().build(LambdaClient.builder()), functionArn);
  }

  @Override
  public Model model(SecretStore secrets) {
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

  private Clients clients() {
    return Clients.of(surroundings.environment().variables(), credentials.get());
  }
}
