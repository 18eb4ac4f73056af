package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.WormStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Write-once objects in a bucket with Object Lock: created only where the key has no visible
 * object, each under a retention of its own, read by the oldest version.
 *
 * <p>S3 stores a body only if it matches the SHA-256 sent with it. A create whose key is covered by
 * a delete marker succeeds and leaves a second version, which {@link #versions} shows: S3 protects
 * versions, and a condition sees only the newest. Retention is rounded up to whole seconds, the
 * finest that S3's documentation shows. Durable means S3's own promise, in at least three zones.
 *
 * <p>It calls PutObject, ListObjectVersions, GetObject and GetObjectRetention, the last two with a
 * version's id. Sources: "Conditional writes" and "Object Lock", Amazon S3 User Guide.
 */
public final class S3WormStore implements WormStore {
  private static final int MOST_LISTED = 1_000;

  private final S3Client s3;
  private final Bucket bucket;
  private final ObjectLockMode mode;
  private final InstantSource clock;
  private final VersionListing listing;

  /**
   * A store in one bucket.
   *
   * @param s3 as {@link S3Clients} builds it; not closed here
   * @param mode GOVERNANCE, which whoever has the right may lift, or COMPLIANCE, which nobody can
   * @param clock this function's time, for refusing a retention that is not ahead
   */
  public S3WormStore(S3Client s3, Bucket bucket, ObjectLockMode mode, InstantSource clock) {
    if (mode != ObjectLockMode.GOVERNANCE && mode != ObjectLockMode.COMPLIANCE) {
      throw new PortException(Code.INVALID, "a lock is GOVERNANCE or COMPLIANCE");
    }
    this.s3 = s3;
    this.bucket = bucket;
    this.mode = mode;
    this.clock = clock;
    this.listing = new VersionListing(s3, bucket);
  }

  @Override
  public PutOutcome create(String key, byte[] body, Instant retainUntil) {
    ObjectKeys.check("create", key, body);
    Instant now = clock.instant();
    if (retainUntil.isBefore(now.plusSeconds(1))) {
      throw new PortException(Code.INVALID, "create " + key + ": retention is not ahead");
    }
    Instant until = roundedUp(retainUntil);
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .key(key)
            .ifNoneMatch("*")
            .checksumSHA256(BodyDigest.sha256(body))
            .contentLength((long) body.length)
            .contentType("application/octet-stream")
            .objectLockMode(mode)
            .objectLockRetainUntilDate(until)
            .build();
    try {
      // If we crash while we wait, the object may exist; whoever comes back finds the key taken.
      PutObjectResponse stored = s3.putObject(request, RequestBody.fromBytes(body));
      return new Created(new Entry(key, body.length, answeredAt(stored, now), Optional.of(until)));
    } catch (SdkServiceException e) {
      if (e.statusCode() == 412) {
        return new Exists();
      }
      throw SdkFailures.write("create " + key, e);
    } catch (SdkException e) {
      throw SdkFailures.write("create " + key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    ObjectKeys.check("get", key);
    Optional<ObjectVersion> oldest = listing.oldest("get " + key, key);
    if (oldest.isEmpty()) {
      return Optional.empty();
    }
    if (oldest.get().size() > ObjectKeys.MOST_BYTES) {
      throw new PortException(Code.CORRUPT, "get " + key + ": no object of this store is so large");
    }
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .key(key)
            .versionId(oldest.get().versionId())
            .checksumMode(ChecksumMode.ENABLED)
            .build();
    try {
      return Optional.of(s3.getObjectAsBytes(request).asByteArray());
    } catch (SdkServiceException e) {
      if (SdkFailures.errorCode(e).equals("NoSuchVersion")) {
        // Its retention had ended, and it went since it was listed.
        return Optional.empty();
      }
      throw SdkFailures.read("get " + key, e);
    } catch (SdkException e) {
      throw SdkFailures.read("get " + key, e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>S3's listing says nothing of retention, so the entries' is empty.
   */
  @Override
  public List<Entry> list(String prefix, String after, int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new PortException(Code.INVALID, "list " + prefix + ": a limit of " + limit);
    }
    return listing.oldest(prefix, after, limit).stream()
        .map(one -> new Entry(one.key(), one.size(), one.lastModified(), Optional.empty()))
        .toList();
  }

  @Override
  public List<Version> versions(String key) {
    ObjectKeys.check("list the versions of a key", key);
    List<Version> found = new ArrayList<>();
    for (VersionListing.Seen seen : listing.all(key)) {
      Optional<Instant> until = seen.marker() ? Optional.empty() : retainUntil(key, seen.id());
      Entry entry = new Entry(key, seen.size(), seen.stored(), until);
      found.add(new Version(seen.id(), seen.marker(), entry));
    }
    return found;
  }

  private Optional<Instant> retainUntil(String key, String version) {
    GetObjectRetentionRequest request =
        GetObjectRetentionRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .key(key)
            .versionId(version)
            .build();
    try {
      ObjectLockRetention retention = s3.getObjectRetention(request).retention();
      return Optional.ofNullable(retention).map(ObjectLockRetention::retainUntilDate);
    } catch (SdkServiceException e) {
      if (SdkFailures.errorCode(e).equals("NoSuchObjectLockConfiguration")) {
        return Optional.empty();
      }
      throw SdkFailures.read("get the retention of " + key, e);
    } catch (SdkException e) {
      throw SdkFailures.read("get the retention of " + key, e);
    }
  }

  private static Instant roundedUp(Instant time) {
    Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
    return whole.equals(time) ? time : whole.plusSeconds(1);
  }

  /** S3's time of the answer, to the second; ours if it sent none, since the object is there. */
  private static Instant answeredAt(PutObjectResponse stored, Instant otherwise) {
    try {
      return stored
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .orElse(otherwise);
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }
}
