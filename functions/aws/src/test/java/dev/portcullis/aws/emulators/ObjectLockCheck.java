package dev.portcullis.aws.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What Object Lock must hold, whoever calls, beneath what the store asks of it. Source: Amazon S3
 * User Guide, "Locking objects with Object Lock" and "Conditional writes".
 */
class ObjectLockCheck {
  private final S3Client s3 = Emulator.s3();
  private final Instant later =
      Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
  private String bucket = "";

  @BeforeEach
  void newBucket() {
    bucket = Emulator.bucket(s3, true).name();
  }

  private String put(String key, Consumer<PutObjectRequest.Builder> how) {
    return s3.putObject(
            b -> {
              b.bucket(bucket).key(key);
              how.accept(b);
            },
            RequestBody.fromString("body of " + key))
        .versionId();
  }

  private String locked(String key, ObjectLockMode mode) {
    return put(key, b -> b.objectLockMode(mode).objectLockRetainUntilDate(later));
  }

  private void delete(String key, String version, boolean bypass) {
    s3.deleteObject(
        b ->
            b.bucket(bucket)
                .key(key)
                .versionId(version)
                .bypassGovernanceRetention(bypass ? true : null));
  }

  private void retain(String key, String version, ObjectLockRetentionMode mode, Instant until) {
    s3.putObjectRetention(
        b ->
            b.bucket(bucket)
                .key(key)
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(r -> r.mode(mode).retainUntilDate(until)));
  }

  /** AWS says AccessDenied, MinIO InvalidRequest; neither does it. */
  private static void refused(Executable call) {
    int status = assertThrows(S3Exception.class, call).statusCode();
    assertTrue(status >= 400 && status < 500, "status " + status);
  }

  private static void unmet(Executable call) {
    assertEquals(412, assertThrows(S3Exception.class, call).statusCode());
  }

  private boolean there(String key, String version) {
    try {
      s3.headObject(b -> b.bucket(bucket).key(key).versionId(version));
      return true;
    } catch (S3Exception gone) {
      return false;
    }
  }

  @Test
  void aCompliantVersionIsNotDeleted() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    refused(() -> delete("a", version, false));
    assertTrue(there("a", version));
  }

  @Test
  void norWithABypass() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    refused(() -> delete("a", version, true));
    assertTrue(there("a", version));
  }

  @Test
  void norInABatch() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    List<?> errors =
        s3.deleteObjects(
                b ->
                    b.bucket(bucket)
                        .delete(
                            d ->
                                d.objects(
                                    ObjectIdentifier.builder()
                                        .key("a")
                                        .versionId(version)
                                        .build())))
            .errors();
    assertEquals(1, errors.size());
    assertTrue(there("a", version));
  }

  @Test
  void itsRetentionIsNotShortened() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    refused(
        () ->
            retain(
                "a",
                version,
                ObjectLockRetentionMode.COMPLIANCE,
                later.minus(Duration.ofHours(1))));
  }

  @Test
  void itsRetentionIsLengthened() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    Instant longer = later.plus(Duration.ofHours(1));
    retain("a", version, ObjectLockRetentionMode.COMPLIANCE, longer);
    assertEquals(
        longer,
        s3.getObjectRetention(b -> b.bucket(bucket).key("a").versionId(version))
            .retention()
            .retainUntilDate());
  }

  @Test
  void itsModeIsNotLowered() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    refused(() -> retain("a", version, ObjectLockRetentionMode.GOVERNANCE, later));
    refused(() -> delete("a", version, true));
  }

  @Test
  void aGovernedVersionIsNotDeletedWithoutABypass() {
    String version = locked("a", ObjectLockMode.GOVERNANCE);
    refused(() -> delete("a", version, false));
    assertTrue(there("a", version));
  }

  @Test
  void aGovernedVersionIsDeletedWithABypass() {
    String version = locked("a", ObjectLockMode.GOVERNANCE);
    delete("a", version, true);
    assertFalse(there("a", version));
  }

  @Test
  void aGovernedVersionBecomesCompliant() {
    String version = locked("a", ObjectLockMode.GOVERNANCE);
    retain("a", version, ObjectLockRetentionMode.COMPLIANCE, later);
    refused(() -> delete("a", version, true));
  }

  @Test
  void aHeldVersionIsNotDeletedUntilItIsReleased() {
    String version = put("a", b -> b.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON));
    refused(() -> delete("a", version, true));
    s3.putObjectLegalHold(
        b -> b.bucket(bucket).key("a").versionId(version).legalHold(h -> h.status("OFF")));
    delete("a", version, false);
    assertFalse(there("a", version));
  }

  @Test
  void aDeleteWithoutAVersionHidesAndKeeps() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    assertTrue(s3.deleteObject(b -> b.bucket(bucket).key("a")).deleteMarker());
    assertTrue(there("a", version));
  }

  @Test
  void aSecondPutMakesAVersionAndKeepsTheFirst() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    String second = locked("a", ObjectLockMode.COMPLIANCE);
    assertTrue(there("a", version));
    assertTrue(there("a", second));
  }

  @Test
  void theDefaultRetentionIsApplied() {
    s3.putObjectLockConfiguration(
        b ->
            b.bucket(bucket)
                .objectLockConfiguration(
                    c ->
                        c.objectLockEnabled("Enabled")
                            .rule(
                                r ->
                                    r.defaultRetention(
                                        d -> d.mode(ObjectLockRetentionMode.COMPLIANCE).days(1)))));
    String version = put("a", b -> {});
    assertEquals(
        ObjectLockRetentionMode.COMPLIANCE,
        s3.getObjectRetention(b -> b.bucket(bucket).key("a").versionId(version))
            .retention()
            .mode());
    refused(() -> delete("a", version, true));
  }

  @Test
  void aRetentionInThePastIsRefused() {
    refused(
        () ->
            put(
                "a",
                b ->
                    b.objectLockMode(ObjectLockMode.COMPLIANCE)
                        .objectLockRetainUntilDate(Instant.now().minus(Duration.ofDays(1)))));
  }

  @Test
  void aModeWithoutADateIsRefused() {
    refused(() -> put("a", b -> b.objectLockMode(ObjectLockMode.COMPLIANCE)));
  }

  @Test
  void versioningIsNotSuspended() {
    refused(
        () ->
            s3.putBucketVersioning(
                b ->
                    b.bucket(bucket)
                        .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED))));
  }

  @Test
  void aBucketWithLockedVersionsIsNotDeleted() {
    locked("a", ObjectLockMode.COMPLIANCE);
    refused(() -> s3.deleteBucket(b -> b.bucket(bucket)));
  }

  @Test
  void aPutOnlyIfNothingIsThereFindsSomething() {
    put("a", b -> b.ifNoneMatch("*"));
    unmet(() -> put("a", b -> b.ifNoneMatch("*")));
  }

  @Test
  void aPutOnlyIfItIsStillThatFindsAnother() {
    put("a", b -> {});
    unmet(() -> put("a", b -> b.ifMatch("\"00000000000000000000000000000000\"")));
  }

  @Test
  void bytesThatAreNotTheirChecksumsAreRefused() {
    refused(() -> put("a", b -> b.checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")));
  }

  @Test
  void theRetentionIsReadBack() {
    String version = locked("a", ObjectLockMode.COMPLIANCE);
    var retention =
        s3.getObjectRetention(b -> b.bucket(bucket).key("a").versionId(version)).retention();
    assertEquals(ObjectLockRetentionMode.COMPLIANCE, retention.mode());
    assertEquals(later, retention.retainUntilDate());
  }

  @Test
  void anUnlockedVersionIsDeleted() {
    String version = put("a", b -> {});
    delete("a", version, false);
    assertFalse(there("a", version));
  }
}
