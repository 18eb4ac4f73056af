package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.SdkFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Reads a bucket by versions, where nothing hides: a listing of objects leaves out what a delete
 * marker covers, and shows the newest where the oldest counts.
 *
 * <p>S3 lists keys in the order of their bytes and the versions of a key from the newest to the
 * oldest. Source: ListObjectVersions, Amazon S3 API Reference.
 */
final class VersionListing {
  private static final int MOST = 1_000;
  private static final int FIRST_LOOK = 10;

  /** One version or marker of a key; the size of a marker is 0. */
  record Seen(String id, boolean marker, long size, Instant stored, boolean newest) {
    static Seen of(ObjectVersion one) {
      return new Seen(one.versionId(), false, one.size(), one.lastModified(), one.isLatest());
    }

    static Seen of(DeleteMarkerEntry one) {
      return new Seen(one.versionId(), true, 0, one.lastModified(), one.isLatest());
    }
  }

  private final S3Client s3;
  private final Bucket bucket;

  VersionListing(S3Client s3, Bucket bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** The oldest version that is no marker of up to {@code limit} keys, in key order. */
  List<ObjectVersion> oldest(String prefix, String after, int limit) {
    Map<String, ObjectVersion> oldest = new LinkedHashMap<>();
    Predicate<ListObjectVersionsResponse> more =
        page -> {
          for (ObjectVersion version : page.versions()) {
            if (version.key().compareTo(after) > 0) {
              // A later line of the same key is an older version.
              oldest.put(version.key(), version);
            }
          }
          // The last key of a page may go on in the next one.
          long whole =
              oldest.keySet().stream().filter(key -> !key.equals(page.nextKeyMarker())).count();
          return whole < limit;
        };
    // One more than asked for shows that the last key asked for is whole.
    walk("list " + prefix, prefix, after, Math.min(MOST, limit + 1), more);
    return oldest.values().stream().limit(limit).toList();
  }

  /** The oldest version of one key that is no marker. */
  Optional<ObjectVersion> oldest(String operation, String key) {
    List<ObjectVersion> found = new ArrayList<>();
    walk(
        operation,
        key,
        "",
        FIRST_LOOK,
        page -> {
          page.versions().stream().filter(one -> one.key().equals(key)).forEach(found::add);
          return key.equals(page.nextKeyMarker());
        });
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  /**
   * Everything there is of one key, oldest first. S3 tells versions and markers apart, and their
   * times to the second: of a marker and a version of one second, neither the newest, the version
   * comes first.
   */
  List<Seen> all(String key) {
    List<Seen> found = new ArrayList<>();
    walk(
        "list the versions of " + key,
        key,
        "",
        FIRST_LOOK,
        page -> {
          page.versions().stream()
              .filter(one -> one.key().equals(key))
              .forEach(one -> found.add(Seen.of(one)));
          page.deleteMarkers().stream()
              .filter(one -> one.key().equals(key))
              .forEach(one -> found.add(Seen.of(one)));
          return key.equals(page.nextKeyMarker());
        });
    Collections.reverse(found);
    found.sort(
        Comparator.comparing(Seen::newest).thenComparing(Seen::stored).thenComparing(Seen::marker));
    return found;
  }

  /** Fetches pages as long as there are some and {@code more} wants them. */
  private void walk(
      String operation,
      String prefix,
      String after,
      int size,
      Predicate<ListObjectVersionsResponse> more) {
    ListObjectVersionsRequest.Builder request =
        ListObjectVersionsRequest.builder()
            .bucket(bucket.name())
            .expectedBucketOwner(bucket.account())
            .prefix(prefix)
            .encodingType(EncodingType.URL)
            .maxKeys(size);
    if (after.compareTo(prefix) > 0) {
      request.keyMarker(after);
    }
    while (true) {
      ListObjectVersionsResponse page = page(operation, request.build());
      if (!more.test(page) || !Boolean.TRUE.equals(page.isTruncated())) {
        return;
      }
      request
          .keyMarker(page.nextKeyMarker())
          .versionIdMarker(page.nextVersionIdMarker())
          .maxKeys(MOST);
    }
  }

  private ListObjectVersionsResponse page(String operation, ListObjectVersionsRequest request) {
    try {
      return s3.listObjectVersions(request);
    } catch (SdkException e) {
      throw SdkFailures.read(operation, e);
    }
  }
}
