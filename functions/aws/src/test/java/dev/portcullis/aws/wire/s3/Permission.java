package dev.portcullis.aws.wire.s3;

import dev.portcullis.aws.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Which IAM actions a request needs, and on what.
 *
 * <p>Source: "Required permissions for Amazon S3 API operations", Amazon S3 User Guide.
 *
 * @param action for example {@code s3:PutObject}
 * @param resource {@code bucket} or {@code bucket/key}
 */
public record Permission(String action, String resource) {
  private static final Map<String, String> ON_BUCKET =
      Map.of(
          "GET versions", "s3:ListBucketVersions",
          "GET list-type", "s3:ListBucket",
          "HEAD", "s3:ListBucket",
          "GET versioning", "s3:GetBucketVersioning",
          "PUT versioning", "s3:PutBucketVersioning",
          "GET object-lock", "s3:GetBucketObjectLockConfiguration",
          "PUT object-lock", "s3:PutBucketObjectLockConfiguration",
          "POST delete", "s3:DeleteObjectVersion",
          "PUT", "s3:CreateBucket");
  private static final Map<String, String> ON_OBJECT =
      Map.of(
          "GET retention", "s3:GetObjectRetention",
          "PUT retention", "s3:PutObjectRetention",
          "GET legal-hold", "s3:GetObjectLegalHold",
          "PUT legal-hold", "s3:PutObjectLegalHold",
          "GET versionId", "s3:GetObjectVersion",
          "HEAD versionId", "s3:GetObjectVersion",
          "DELETE versionId", "s3:DeleteObjectVersion",
          "DELETE", "s3:DeleteObject",
          "PUT", "s3:PutObject");

  /** Those that a request needs; empty {@code key} for the bucket itself. */
  public static List<Permission> of(WireRequest request, String bucket, String key) {
    String resource = key.isEmpty() ? bucket : bucket + "/" + key;
    List<Permission> needed = new ArrayList<>();
    needed.add(new Permission(action(request, key), resource));
    if (request.header("if-match").isPresent()) {
      needed.add(new Permission("s3:GetObject", resource));
    }
    if (request.header("x-amz-object-lock-mode").isPresent()) {
      needed.add(new Permission("s3:PutObjectRetention", resource));
    }
    if (request.header("x-amz-object-lock-legal-hold").isPresent()) {
      needed.add(new Permission("s3:PutObjectLegalHold", resource));
    }
    if (request.header("x-amz-bypass-governance-retention").isPresent()) {
      needed.add(new Permission("s3:BypassGovernanceRetention", resource));
    }
    return needed;
  }

  private static String action(WireRequest request, String key) {
    Map<String, String> table = key.isEmpty() ? ON_BUCKET : ON_OBJECT;
    for (String part : List.of("retention", "legal-hold", "versions", "list-type", "versioning")) {
      if (request.query(part).isPresent()) {
        return table.getOrDefault(request.method() + " " + part, "none");
      }
    }
    for (String part : List.of("object-lock", "delete", "versionId")) {
      if (request.query(part).isPresent()) {
        return table.getOrDefault(request.method() + " " + part, "none");
      }
    }
    return table.getOrDefault(request.method(), key.isEmpty() ? "none" : "s3:GetObject");
  }

  boolean allowedBy(BiPredicate<String, String> policy) {
    return policy.test(action, resource);
  }
}
