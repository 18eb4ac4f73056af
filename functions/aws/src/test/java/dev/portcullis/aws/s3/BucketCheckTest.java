package dev.portcullis.aws.s3;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** What a function sees of its bucket before its first request. */
class BucketCheckTest {
  private final S3Endpoint endpoint = S3Endpoint.fake();
  private final S3Client s3 = endpoint.client();

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void aLockedBucketIsTakenEmptyOrNot() {
    Bucket bucket = endpoint.bucket(true);
    assertDoesNotThrow(() -> BucketCheck.writeOnce(s3, bucket, "intake/"));
    new S3WormStore(s3, bucket, ObjectLockMode.COMPLIANCE, InstantSource.system())
        .create("intake/a", new byte[] {1}, S3Endpoint.now().plusSeconds(60));
    assertDoesNotThrow(() -> BucketCheck.writeOnce(s3, bucket, "intake/"));
  }

  @Test
  void aBucketWithoutLocksIsInvalid() {
    Bucket bucket = endpoint.bucket(false);
    s3.putObject(p -> p.bucket(bucket.name()).key("intake/a"), RequestBody.fromString("one"));
    failsAs(Code.INVALID, () -> BucketCheck.writeOnce(s3, bucket, "intake/"));
  }

  @Test
  void aBucketOfAnotherRegionIsInvalid() {
    Bucket bucket = endpoint.bucket(true);
    try (S3Client elsewhere =
        S3Clients.of(
            WireIdentity.clients(endpoint.server().uri(), "us-west-2", WireIdentity.SECRET_KEY))) {
      failsAs(Code.INVALID, () -> BucketCheck.writeOnce(elsewhere, bucket, "intake/"));
    }
  }

  @Test
  void aBucketThatIsNotThereIsMissing() {
    Bucket none = new Bucket("no-such-bucket", endpoint.bucket(true).account());
    failsAs(Code.MISSING, () -> BucketCheck.writeOnce(s3, none, "intake/"));
  }

  private static void failsAs(Code expected, Executable call) {
    assertEquals(expected, assertThrows(PortException.class, call).code());
  }
}
