package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.sdk.Clients;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.aws.wire.s3.FakeS3;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/**
 * The S3 that a suite runs against: the fake, or whatever the system property {@code
 * portcullis.s3.endpoint} names, with {@code portcullis.s3.access-key}, {@code .secret-key}, {@code
 * .region} and {@code .account}.
 *
 * <p>Every bucket is new, made by the suite, and left behind: what is locked cannot be removed.
 */
public final class S3Endpoint implements AutoCloseable {
  private static final CallBudget PATIENT =
      new CallBudget(8, Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMillis(5));

  private final Optional<WireServer> server;
  private final FakeS3 fake;
  private final S3Client client;
  private final String account;

  private S3Endpoint(Optional<WireServer> server, FakeS3 fake, Clients clients, String account) {
    this.server = server;
    this.fake = fake;
    this.client = S3Clients.of(clients, PATIENT);
    this.account = account;
  }

  /** The S3 of this run. */
  public static S3Endpoint open() {
    String external = System.getProperty("portcullis.s3.endpoint", "");
    if (external.isEmpty()) {
      return fake();
    }
    Clients clients =
        Clients.of(
            Map.of(
                "AWS_REGION",
                System.getProperty("portcullis.s3.region", "us-east-1"),
                "AWS_ENDPOINT_URL",
                external),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    System.getProperty("portcullis.s3.access-key", "test"),
                    System.getProperty("portcullis.s3.secret-key", "test"))));
    return new S3Endpoint(
        Optional.empty(),
        new FakeS3(InstantSource.system()),
        clients,
        System.getProperty("portcullis.s3.account", "000000000000"));
  }

  /** The fake, whatever the properties say: for what only a fake can do. */
  public static S3Endpoint fake() {
    try {
      FakeS3 fake = new FakeS3(InstantSource.system());
      WireServer server = new WireServer(fake);
      return new S3Endpoint(
          Optional.of(server), fake, WireIdentity.clients(server.uri()), FakeS3.ACCOUNT);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client with time to wait for a slow emulator. */
  public S3Client client() {
    return client;
  }

  /** The fake's socket. */
  public WireServer server() {
    return server.orElseThrow();
  }

  /** The fake itself. */
  public FakeS3 s3() {
    return fake;
  }

  /** The present, in whole seconds: S3 keeps retention no finer. */
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A new bucket, versioned either way, and with Object Lock if asked. */
  public Bucket bucket(boolean locks) {
    String name = "portcullis-" + UUID.randomUUID();
    client.createBucket(make -> make.bucket(name).objectLockEnabledForBucket(locks));
    if (!locks) {
      client.putBucketVersioning(
          put ->
              put.bucket(name)
                  .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    }
    return new Bucket(name, account);
  }

  /** An empty write-once store; GOVERNANCE, so that an emulator's folder can be emptied. */
  public S3WormStore worm() {
    return new S3WormStore(client, bucket(true), ObjectLockMode.GOVERNANCE, InstantSource.system());
  }

  @Override
  public void close() {
    client.close();
    server.ifPresent(WireServer::close);
  }
}
