package dev.portcullis.aws.wire.s3;

import dev.portcullis.aws.wire.SignedBy;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireService;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Amazon S3 of one region and one account: it checks who asks and what they may, finds the bucket
 * and hands the request on; what it does not know it refuses with 501.
 */
public final class FakeS3 implements WireService {
  /** The account that owns every bucket here. */
  public static final String ACCOUNT = "123456789012";

  private static final String OWNER = "x-amz-expected-bucket-owner";

  private final Map<String, FakeBucket> buckets = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final SignedBy signed = WireIdentity.signs("s3");
  private volatile BiPredicate<String, String> policy = (action, resource) -> true;

  /** An S3 without buckets, whose time is the given clock's. */
  public FakeS3(InstantSource clock) {
    this.clock = clock;
  }

  /** Another one with the same buckets, which go their own way from now on. */
  public FakeS3 copy(InstantSource time) {
    FakeS3 copy = new FakeS3(time);
    buckets.forEach((name, bucket) -> copy.buckets.put(name, bucket.copy(time)));
    return copy;
  }

  /** What a bucket holds under a prefix, the newest versions one after the other. */
  public String text(String bucket, String prefix) {
    return bucket(bucket).text(prefix);
  }

  /**
   * What the one identity may do from now on.
   *
   * @param allowed of an action, and a bucket or {@code bucket/key}
   */
  public void policy(BiPredicate<String, String> allowed) {
    this.policy = allowed;
  }

  /** Changes the bytes of an object's newest version, and not its checksum. */
  public void damage(String bucket, String key) {
    bucket(bucket).damage(key);
  }

  @Override
  public WireReply answer(WireRequest request) {
    try {
      return route(request);
    } catch (S3Refusal refused) {
      return refused.reply();
    }
  }

  private WireReply route(WireRequest request) {
    signed.refusal(request).ifPresent(FakeS3::refuse);
    String[] parts = request.path().substring(1).split("/", 2);
    String name = parts[0];
    String key = parts.length > 1 ? parts[1] : "";
    if (name.isEmpty()) {
      throw S3Refusal.notImplemented("listing buckets");
    }
    boolean creates = key.isEmpty() && request.method().equals("PUT") && plain(request);
    if (request.header(OWNER).filter(owner -> !owner.equals(ACCOUNT)).isPresent()) {
      throw S3Refusal.denied();
    }
    if (!Permission.of(request, name, key).stream().allMatch(one -> one.allowedBy(policy))) {
      throw S3Refusal.denied();
    }
    if (creates) {
      return create(request, name);
    }
    return key.isEmpty()
        ? BucketRequests.answer(bucket(name), request, clock)
        : hidden(name, () -> ObjectRequests.answer(bucket(name), key, request, clock));
  }

  /** To whoever may not list a bucket, a missing object looks like a forbidden one. */
  private WireReply hidden(String bucket, Supplier<WireReply> call) {
    try {
      return call.get();
    } catch (S3Refusal refused) {
      if (refused.reply().status() == 404
          && "NoSuchKey".equals(refused.getMessage())
          && !policy.test("s3:ListBucket", bucket)) {
        throw S3Refusal.denied();
      }
      throw refused;
    }
  }

  private WireReply create(WireRequest request, String name) {
    boolean locks =
        request.header("x-amz-bucket-object-lock-enabled").filter("true"::equals).isPresent();
    FakeBucket made = new FakeBucket(name, locks, clock);
    if (Optional.ofNullable(buckets.putIfAbsent(name, made)).isPresent()) {
      throw S3Refusal.of(409, "BucketAlreadyOwnedByYou", "The bucket exists and you own it.");
    }
    return WireReply.of(200).with("Location", "/" + name);
  }

  private FakeBucket bucket(String name) {
    return Optional.ofNullable(buckets.get(name))
        .orElseThrow(() -> S3Refusal.of(404, "NoSuchBucket", "The bucket does not exist"));
  }

  private static boolean plain(WireRequest request) {
    return request.rawQuery().isEmpty();
  }

  private static void refuse(SignedBy.Refusal why) {
    throw switch (why) {
      case MISSING -> S3Refusal.denied();
      case UNKNOWN_KEY -> S3Refusal.of(403, "InvalidAccessKeyId", "The access key is not known.");
      case UNKNOWN_TOKEN -> S3Refusal.of(400, "InvalidToken", "The token is malformed.");
      case WRONG_REGION ->
          S3Refusal.of(
                  400,
                  "AuthorizationHeaderMalformed",
                  "The region is wrong; expecting '" + WireIdentity.REGION + "'")
              .with("x-amz-bucket-region", WireIdentity.REGION);
      case SKEWED -> S3Refusal.of(403, "RequestTimeTooSkewed", "The time differs too much.");
      case WRONG -> S3Refusal.of(403, "SignatureDoesNotMatch", "The signature does not match.");
    };
  }
}
