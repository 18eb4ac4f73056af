package dev.portcullis.aws.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the log relies on S3 to refuse, asked by someone with every right in the account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectLockTest {
  private final S3Endpoint endpoint = S3Endpoint.open();
  private final S3Client s3 = endpoint.client();
  private Bucket bucket = endpoint.bucket(true);
  private Instant later = S3Endpoint.now().plusSeconds(3600);

  @BeforeEach
  void open() {
    bucket = endpoint.bucket(true);
    later = S3Endpoint.now().plusSeconds(3600);
  }

  @AfterAll
  void close() {
    endpoint.close();
  }

  @Test
  void aVersionUnderComplianceIsNotDeleted() {
    String id = create(ObjectLockMode.COMPLIANCE);
    refused(403, () -> deleteVersion(id, false));
  }

  @Test
  void aVersionUnderComplianceIsNotDeletedByBypass() {
    String id = create(ObjectLockMode.COMPLIANCE);
    refused(403, () -> deleteVersion(id, true));
  }

  @Test
  void aVersionUnderGovernanceIsNotDeletedWithoutBypass() {
    String id = create(ObjectLockMode.GOVERNANCE);
    refused(403, () -> deleteVersion(id, false));
  }

  @Test
  void aVersionUnderGovernanceIsDeletedByBypass() {
    String id = create(ObjectLockMode.GOVERNANCE);
    deleteVersion(id, true);
    assertEquals(List.of(), store(ObjectLockMode.GOVERNANCE).versions("a"));
  }

  @Test
  void aBatchDeleteReportsWhatItDidNotDelete() {
    String id = create(ObjectLockMode.COMPLIANCE);
    var reply =
        s3.deleteObjects(
            all ->
                all.bucket(bucket.name())
                    .delete(
                        d -> d.objects(ObjectIdentifier.builder().key("a").versionId(id).build())));
    assertEquals("AccessDenied", reply.errors().get(0).code());
    assertTrue(store(ObjectLockMode.COMPLIANCE).get("a").isPresent());
  }

  @Test
  void complianceIsNotShortened() {
    String id = create(ObjectLockMode.COMPLIANCE);
    refused(
        403, () -> retain(id, ObjectLockRetentionMode.COMPLIANCE, later.minusSeconds(600), true));
  }

  @Test
  void complianceDoesNotBecomeGovernance() {
    String id = create(ObjectLockMode.COMPLIANCE);
    refused(403, () -> retain(id, ObjectLockRetentionMode.GOVERNANCE, later, true));
  }

  @Test
  void governanceIsNotShortenedWithoutBypass() {
    String id = create(ObjectLockMode.GOVERNANCE);
    refused(
        403, () -> retain(id, ObjectLockRetentionMode.GOVERNANCE, later.minusSeconds(600), false));
  }

  @Test
  void retentionMayBeExtended() {
    String id = create(ObjectLockMode.COMPLIANCE);
    Instant longer = later.plusSeconds(600);
    retain(id, ObjectLockRetentionMode.COMPLIANCE, longer, false);
    assertEquals(
        Optional.of(longer),
        store(ObjectLockMode.COMPLIANCE).versions("a").get(0).entry().retainUntil());
  }

  @Test
  void aRetentionInThePastIsRefused() {
    refused(400, () -> put(ObjectLockMode.GOVERNANCE, Instant.now().minusSeconds(60)));
  }

  @Test
  void aLegalHoldKeepsAVersionUntilItIsLifted() {
    String id =
        s3.putObject(p -> p.bucket(bucket.name()).key("a"), RequestBody.fromString("one"))
            .versionId();
    hold(id, ObjectLockLegalHoldStatus.ON);
    refused(403, () -> deleteVersion(id, true));
    hold(id, ObjectLockLegalHoldStatus.OFF);
    deleteVersion(id, false);
    assertEquals(List.of(), store(ObjectLockMode.GOVERNANCE).versions("a"));
  }

  @Test
  void versioningOfALockedBucketIsNotSuspended() {
    refused(
        409,
        () ->
            s3.putBucketVersioning(
                v ->
                    v.bucket(bucket.name())
                        .versioningConfiguration(c -> c.status(BucketVersioningStatus.SUSPENDED))));
  }

  @Test
  void aPlainDeleteHidesAndTheOldestIsStillRead() {
    create(ObjectLockMode.COMPLIANCE);
    s3.deleteObject(d -> d.bucket(bucket.name()).key("a"));
    S3WormStore store = store(ObjectLockMode.COMPLIANCE);
    assertArrayEquals("one".getBytes(), store.get("a").orElseThrow());
    assertEquals(1, store.list("", "", 10).size());
    assertEquals(
        List.of(false, true), store.versions("a").stream().map(v -> v.deleteMarker()).toList());
  }

  @Test
  void aPlainOverwriteHidesAndTheOldestIsStillRead() {
    String id = create(ObjectLockMode.COMPLIANCE);
    s3.putObject(p -> p.bucket(bucket.name()).key("a"), RequestBody.fromString("forged"));
    S3WormStore store = store(ObjectLockMode.COMPLIANCE);
    assertArrayEquals("one".getBytes(), store.get("a").orElseThrow());
    assertEquals(3, store.list("", "", 10).get(0).size());
    assertEquals(id, store.versions("a").get(0).id());
    assertEquals(2, store.versions("a").size());
  }

  @Test
  void manyForgedVersionsHideNothing() {
    String id = create(ObjectLockMode.COMPLIANCE);
    for (int i = 0; i < 25; i++) {
      s3.putObject(p -> p.bucket(bucket.name()).key("a"), RequestBody.fromString("forged"));
    }
    store(ObjectLockMode.COMPLIANCE).create("b", new byte[] {1}, later);
    S3WormStore store = store(ObjectLockMode.COMPLIANCE);
    assertArrayEquals("one".getBytes(), store.get("a").orElseThrow());
    assertEquals(26, store.versions("a").size());
    assertEquals(id, store.versions("a").get(0).id());
    assertEquals(List.of("a", "b"), store.list("", "", 2).stream().map(one -> one.key()).toList());
    assertEquals(3, store.list("", "", 1).get(0).size());
  }

  @Test
  void aWrongChecksumIsRefused() {
    refused(
        400,
        () ->
            s3.putObject(
                p ->
                    p.bucket(bucket.name())
                        .key("a")
                        .checksumSHA256(BodyDigest.sha256("two".getBytes())),
                RequestBody.fromString("one")));
  }

  private S3WormStore store(ObjectLockMode mode) {
    return new S3WormStore(s3, bucket, mode, InstantSource.system());
  }

  private String create(ObjectLockMode mode) {
    return put(mode, later);
  }

  private String put(ObjectLockMode mode, Instant until) {
    return s3.putObject(
            p ->
                p.bucket(bucket.name())
                    .key("a")
                    .checksumSHA256(BodyDigest.sha256("one".getBytes()))
                    .objectLockMode(mode)
                    .objectLockRetainUntilDate(until),
            RequestBody.fromString("one"))
        .versionId();
  }

  private void deleteVersion(String id, boolean bypass) {
    s3.deleteObject(
        d ->
            d.bucket(bucket.name())
                .key("a")
                .versionId(id)
                .bypassGovernanceRetention(bypass ? true : null));
  }

  private void retain(String id, ObjectLockRetentionMode mode, Instant until, boolean bypass) {
    s3.putObjectRetention(
        r ->
            r.bucket(bucket.name())
                .key("a")
                .versionId(id)
                .bypassGovernanceRetention(bypass ? true : null)
                .retention(to -> to.mode(mode).retainUntilDate(until)));
  }

  private void hold(String id, ObjectLockLegalHoldStatus status) {
    s3.putObjectLegalHold(
        h -> h.bucket(bucket.name()).key("a").versionId(id).legalHold(to -> to.status(status)));
  }

  private static void refused(int status, Executable call) {
    assertEquals(status, assertThrows(S3Exception.class, call).statusCode());
  }
}
