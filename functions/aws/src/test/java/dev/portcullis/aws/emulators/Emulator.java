package dev.portcullis.aws.emulators;

import dev.portcullis.aws.s3.Bucket;
import dev.portcullis.aws.s3.S3Clients;
import dev.portcullis.aws.sdk.Clients;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/** The emulator that the environment names; each test makes what it needs under a new name. */
final class Emulator {
  /** LocalStack's account; MinIO has none and takes any. */
  static final String ACCOUNT = "000000000000";

  private Emulator() {}

  /** Clients as a function has them. */
  static Clients clients() {
    return Clients.of(System.getenv());
  }

  static S3Client s3() {
    return S3Clients.of(clients());
  }

  static String fresh(String what) {
    return "portcullis-" + what + "-" + UUID.randomUUID();
  }

  /** A new bucket, with Object Lock or without. */
  static Bucket bucket(S3Client s3, boolean lock) {
    String name = fresh("bucket");
    s3.createBucket(
        b ->
            b.bucket(name)
                .objectLockEnabledForBucket(lock)
                .createBucketConfiguration(c -> c.locationConstraint(clients().region())));
    return new Bucket(name, ACCOUNT);
  }
}
