package dev.portcullis.aws.s3;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void aBucketThatCanBeListedIsReadableEmptyOrNot() {
    Bucket bucket = endpoint.bucket(false);
    // The row of SequencerFunction in infra/aws/permissions.json, for this bucket.
    endpoint.s3().policy((action, resource) -> action.equals("s3:ListBucket"));
    assertDoesNotThrow(() -> BucketCheck.readable(s3, bucket, "SETTING"));
    endpoint.s3().policy((action, resource) -> true);
    s3.putObject(p -> p.bucket(bucket.name()).key("checkpoint"), RequestBody.fromString("one"));
    assertDoesNotThrow(() -> BucketCheck.readable(s3, bucket, "SETTING"));
  }

  @Test
  void aBucketThatCannotBeReadIsRefusedWithWhatToDo() {
    Bucket bucket = endpoint.bucket(false);
    Bucket none = new Bucket("no-such-bucket", bucket.account());
    saysHow(Code.MISSING, "make it, or let SETTING name", () -> readable(s3, none));
    Bucket foreign = new Bucket(bucket.name(), "999999999999");
    saysHow(Code.DENIED, "let SETTING name one of this account", () -> readable(s3, foreign));
    endpoint.s3().policy((action, resource) -> !action.equals("s3:ListBucket"));
    saysHow(Code.DENIED, "grant s3:ListBucket on it", () -> readable(s3, bucket));
    try (S3Client elsewhere =
        S3Clients.of(
            WireIdentity.clients(endpoint.server().uri(), "us-west-2", WireIdentity.SECRET_KEY))) {
      saysHow(Code.INVALID, "another region", () -> readable(elsewhere, bucket));
      saysHow(Code.INVALID, "SETTING names it", () -> readable(elsewhere, bucket));
    }
  }

  private static void readable(S3Client client, Bucket bucket) {
    BucketCheck.readable(client, bucket, "SETTING");
  }

  private static void saysHow(Code expected, String how, Executable call) {
    PortException failure = assertThrows(PortException.class, call);
    assertEquals(expected, failure.code());
    assertTrue(failure.getMessage().contains(how), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  private static void failsAs(Code expected, Executable call) {
    assertEquals(expected, assertThrows(PortException.class, call).code());
  }
}
