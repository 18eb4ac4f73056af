package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/**
 * Looks at a bucket when a function starts, by calls that its role may make: is it there, ours, in
 * this region, and, if it is the log's, write-once.
 *
 * <p>Only {@code s3:ListBucketVersions} and {@code s3:GetObjectRetention} are used on the log's,
 * {@code s3:ListBucket} on the other. An empty bucket shows neither versioning nor Object Lock;
 * there S3 itself refuses the first create, before it stores anything.
 */
public final class BucketCheck {
  private BucketCheck() {}

  /**
   * Returns if nothing speaks against the bucket.
   *
   * @param prefix where this role may read retention, for example {@code intake/}
   * @throws PortException INVALID if it is in another region, keeps no versions or has no Object
   *     Lock; MISSING, DENIED and the transient codes as every call
   */
  public static void writeOnce(S3Client s3, Bucket bucket, String prefix) {
    String what = "check the bucket " + bucket.name();
    try {
      ListObjectVersionsResponse page =
          s3.listObjectVersions(
              list ->
                  list.bucket(bucket.name())
                      .expectedBucketOwner(bucket.account())
                      .prefix(prefix)
                      .maxKeys(1));
      if (page.versions().isEmpty()) {
        return;
      }
      String key = page.versions().get(0).key();
      String version = Optional.ofNullable(page.versions().get(0).versionId()).orElse("null");
      if (version.equals("null")) {
        throw new PortException(Code.INVALID, what + ": it keeps no versions");
      }
      s3.getObjectRetention(
          get ->
              get.bucket(bucket.name())
                  .expectedBucketOwner(bucket.account())
                  .key(key)
                  .versionId(version));
    } catch (SdkServiceException e) {
      switch (SdkFailures.errorCode(e)) {
        case "InvalidRequest" ->
            throw new PortException(
                Code.INVALID, what + ": it has no Object Lock, which cannot be replaced by code");
        case "NoSuchObjectLockConfiguration" -> {
          // The bucket locks; this object has no retention, which is the verifier's to report.
        }
        default -> throw SdkFailures.read(what, e);
      }
    } catch (SdkException e) {
      throw SdkFailures.read(what, e);
    }
  }

  /**
   * Returns if this role can list the bucket, without which a missing object would be DENIED and
   * not missing.
   *
   * @param setting what names the bucket, for the message
   * @throws PortException INVALID if it is in another region; MISSING, DENIED and the transient
   *     codes as every call. The message of the first three says what to set
   */
  public static void readable(S3Client s3, Bucket bucket, String setting) {
    String what = "check the bucket " + bucket.name();
    try {
      s3.listObjectsV2(
          list -> list.bucket(bucket.name()).expectedBucketOwner(bucket.account()).maxKeys(1));
    } catch (SdkException e) {
      PortException failure = SdkFailures.read(what, e);
      String fix =
          switch (failure.code()) {
            case MISSING -> "; make it, or let " + setting + " name the one there is";
            case DENIED ->
                "; grant s3:ListBucket on it, or let " + setting + " name one of this account";
            case INVALID -> "; " + setting + " names it";
            default -> "";
          };
      throw fix.isEmpty() ? failure : new PortException(failure.code(), failure.getMessage() + fix);
    }
  }
}
