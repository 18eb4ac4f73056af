package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PublicationStore;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * The objects that readers fetch, in a bucket without locks: replaced whole, as S3 replaces.
 *
 * <p>It calls PutObject, GetObject and DeleteObject. The role must have {@code s3:ListBucket} too,
 * or S3 answers a missing object with 403, which is DENIED here.
 */
public final class S3PublicationStore implements PublicationStore {
  private final S3Client s3;
  private final Bucket bucket;

  /**
   * A store in one bucket.
   *
   * @param s3 as {@link S3Clients} builds it; not closed here
   */
  public S3PublicationStore(S3Client s3, Bucket bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void replace(String key, byte[] body) {
    ObjectKeys.check("replace", key, body);
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .key(key)
            .checksumSHA256(BodyDigest.sha256(body))
            .contentLength((long) body.length)
            .contentType("application/octet-stream")
            .build();
    try {
      s3.putObject(request, RequestBody.fromBytes(body));
    } catch (SdkException e) {
      throw SdkFailures.write("replace " + key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    ObjectKeys.check("get", key);
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .key(key)
            .checksumMode(ChecksumMode.ENABLED)
            .build();
    try {
      return Optional.of(s3.getObjectAsBytes(request).asByteArray());
    } catch (SdkServiceException e) {
      if (SdkFailures.errorCode(e).equals("NoSuchKey")) {
        return Optional.empty();
      }
      throw SdkFailures.read("get " + key, e);
    } catch (SdkException e) {
      throw SdkFailures.read("get " + key, e);
    }
  }

  @Override
  public void remove(String key) {
    ObjectKeys.check("remove", key);
    DeleteObjectRequest request =
        DeleteObjectRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .key(key)
            .build();
    try {
      s3.deleteObject(request);
    } catch (SdkException e) {
      throw SdkFailures.write("remove " + key, e);
    }
  }
}
