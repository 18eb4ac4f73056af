package dev.portcullis.aws.wire.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** ListObjectsV2 and ListObjectVersions, page by page. */
final class Listings {
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private Listings() {}

  static WireReply objects(FakeBucket bucket, WireRequest request) {
    String prefix = request.query("prefix").orElse("");
    String after =
        request.query("continuation-token").or(() -> request.query("start-after")).orElse("");
    int most = most(request);
    if (request.query("delimiter").filter(one -> !one.isEmpty()).isPresent()) {
      throw S3Refusal.notImplemented("delimiter");
    }
    UnaryOperator<String> name = names(request);
    List<StoredVersion> all =
        bucket.newestFirst().stream()
            .filter(one -> bucket.isNewest(one) && !one.marker)
            .filter(one -> one.key.startsWith(prefix) && compare(one.key, after) > 0)
            .toList();
    List<StoredVersion> page = all.subList(0, Math.min(most, all.size()));
    Xml xml = new Xml().open("ListBucketResult" + NAMESPACE).leaf("Name", bucket.name);
    xml.leaf("Prefix", name.apply(prefix)).leaf("KeyCount", page.size()).leaf("MaxKeys", most);
    encoding(xml, request);
    xml.leaf("IsTruncated", page.size() < all.size());
    if (page.size() < all.size() && most > 0) {
      xml.leaf("NextContinuationToken", page.get(page.size() - 1).key);
    }
    for (StoredVersion one : page) {
      xml.open("Contents").leaf("Key", name.apply(one.key)).leaf("LastModified", one.stored);
      xml.leaf("ETag", one.etag).leaf("Size", one.body.length).leaf("StorageClass", "STANDARD");
      xml.close("Contents");
    }
    return xml(xml.close("ListBucketResult"));
  }

  static WireReply versions(FakeBucket bucket, WireRequest request) {
    String prefix = request.query("prefix").orElse("");
    String keyMarker = request.query("key-marker").orElse("");
    String idMarker = request.query("version-id-marker").orElse("");
    if (keyMarker.isEmpty() && !idMarker.isEmpty()) {
      throw S3Refusal.invalidArgument(
          "A version-id marker cannot be specified without a key marker.");
    }
    int most = most(request);
    UnaryOperator<String> name = names(request);
    List<StoredVersion> all = behind(bucket.newestFirst(), prefix, keyMarker, idMarker);
    List<StoredVersion> page = all.subList(0, Math.min(most, all.size()));
    Xml xml = new Xml().open("ListVersionsResult" + NAMESPACE).leaf("Name", bucket.name);
    xml.leaf("Prefix", name.apply(prefix)).leaf("KeyMarker", name.apply(keyMarker));
    xml.leaf("VersionIdMarker", idMarker).leaf("MaxKeys", most);
    encoding(xml, request);
    xml.leaf("IsTruncated", page.size() < all.size());
    if (page.size() < all.size() && most > 0) {
      StoredVersion last = page.get(page.size() - 1);
      xml.leaf("NextKeyMarker", name.apply(last.key)).leaf("NextVersionIdMarker", last.id);
    }
    for (StoredVersion one : page) {
      String tag = one.marker ? "DeleteMarker" : "Version";
      xml.open(tag).leaf("Key", name.apply(one.key)).leaf("VersionId", one.id);
      xml.leaf("IsLatest", bucket.isNewest(one)).leaf("LastModified", one.stored);
      if (!one.marker) {
        xml.leaf("ETag", one.etag).leaf("Size", one.body.length).leaf("StorageClass", "STANDARD");
      }
      xml.close(tag);
    }
    return xml(xml.close("ListVersionsResult"));
  }

  /** With a key alone the page begins behind all its versions; with a version, behind that one. */
  private static List<StoredVersion> behind(
      List<StoredVersion> all, String prefix, String keyMarker, String idMarker) {
    List<StoredVersion> rest = new ArrayList<>();
    Optional<StoredVersion> marker =
        all.stream().filter(one -> one.key.equals(keyMarker) && one.id.equals(idMarker)).findAny();
    boolean passed = false;
    for (StoredVersion one : all) {
      boolean within =
          compare(one.key, keyMarker) > 0
              || (one.key.equals(keyMarker) && marker.isPresent() && passed);
      passed |= marker.isPresent() && one == marker.get();
      if (within && one.key.startsWith(prefix)) {
        rest.add(one);
      }
    }
    return rest;
  }

  private static int most(WireRequest request) {
    try {
      int most = request.query("max-keys").map(Integer::parseInt).orElse(1_000);
      if (most < 0) {
        throw S3Refusal.invalidArgument("Argument maxKeys must be an integer between 0 and 2^31-1");
      }
      return Math.min(most, 1_000);
    } catch (NumberFormatException e) {
      throw S3Refusal.invalidArgument("Provided max-keys not an integer or within integer range");
    }
  }

  private static UnaryOperator<String> names(WireRequest request) {
    return request.query("encoding-type").filter("url"::equals).isPresent()
        ? key -> URLEncoder.encode(key, UTF_8).replace("%2F", "/")
        : UnaryOperator.identity();
  }

  private static void encoding(Xml xml, WireRequest request) {
    request.query("encoding-type").ifPresent(type -> xml.leaf("EncodingType", type));
  }

  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private static WireReply xml(Xml xml) {
    // The name space is only in the opening tag.
    return WireReply.of(200, "application/xml", xml.toString());
  }
}
