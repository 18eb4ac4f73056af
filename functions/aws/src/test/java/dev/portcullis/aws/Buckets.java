package dev.portcullis.aws;

import dev.portcullis.aws.s3.S3Clients;
import dev.portcullis.aws.wire.WireIdentity;
import java.net.URI;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes a deployment's buckets, as the template does. */
final class Buckets {
  private Buckets() {}

  static void create(URI endpoint) {
    try (S3Client s3 = S3Clients.of(WireIdentity.clients(endpoint))) {
      s3.createBucket(request -> request.bucket("portcullis-log").objectLockEnabledForBucket(true));
      s3.createBucket(request -> request.bucket("portcullis-published"));
    }
  }
}
