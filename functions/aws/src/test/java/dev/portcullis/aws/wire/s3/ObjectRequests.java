package dev.portcullis.aws.wire.s3;

import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.s3.FakeBucket.Condition;
import dev.portcullis.aws.wire.s3.StoredVersion.Lock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What can be asked of an object. */
final class ObjectRequests {
  private ObjectRequests() {}

  static WireReply answer(FakeBucket bucket, String key, WireRequest request, InstantSource clock) {
    Optional<String> id = request.query("versionId");
    boolean retention = request.query("retention").isPresent();
    boolean hold = request.query("legal-hold").isPresent();
    return switch (request.method()) {
      case "PUT" -> {
        if (retention) {
          Lock next = LockRules.ofXml(S3Body.of(request).bytes(), clock.instant());
          bucket.retain(key, id, next, bypass(request));
          yield WireReply.of(200);
        }
        if (hold) {
          byte[] body = S3Body.of(request).bytes();
          boolean on = Xml.text(Xml.parse(body), "Status").filter("ON"::equals).isPresent();
          bucket.hold(key, id, on);
          yield WireReply.of(200);
        }
        yield put(bucket, key, request, clock);
      }
      case "GET", "HEAD" -> {
        if (retention || hold) {
          bucket.needsLocks();
        }
        StoredVersion version = bucket.read(key, id);
        yield retention ? retention(version) : hold ? hold(version) : object(version, request);
      }
      case "DELETE" -> delete(bucket, key, id, request);
      default -> throw S3Refusal.notImplemented(request.method() + " of an object");
    };
  }

  static boolean bypass(WireRequest request) {
    return request
        .header("x-amz-bypass-governance-retention")
        .filter("true"::equalsIgnoreCase)
        .isPresent();
  }

  private static WireReply put(
      FakeBucket bucket, String key, WireRequest request, InstantSource clock) {
    Optional<String> noneMatch = request.header("if-none-match");
    if (noneMatch.filter(value -> !value.equals("*")).isPresent()) {
      throw S3Refusal.notImplemented("If-None-Match");
    }
    S3Body body = S3Body.of(request);
    Optional<Lock> lock = LockRules.ofHeaders(request, clock.instant());
    boolean hold = request.header("x-amz-object-lock-legal-hold").filter("ON"::equals).isPresent();
    Condition condition = new Condition(noneMatch.isPresent(), request.header("if-match"));
    boolean conditional = condition.ifNoneMatch() || condition.ifMatch().isPresent();
    StoredVersion stored =
        conditional
            ? alone(bucket, key, () -> bucket.put(key, body, condition, lock, hold))
            : bucket.put(key, body, condition, lock, hold);
    WireReply reply =
        WireReply.of(200).with("ETag", stored.etag).with("x-amz-version-id", stored.id);
    for (var sum : stored.checksums.entrySet()) {
      reply = reply.with(sum.getKey(), sum.getValue());
    }
    return reply;
  }

  /** Two conditional writes of a free key that meet: the later one is told to try again. */
  private static StoredVersion alone(FakeBucket bucket, String key, Supplier<StoredVersion> put) {
    if (bucket.taken(key)) {
      return put.get();
    }
    if (!bucket.inFlight.add(key)) {
      throw S3Refusal.of(
          409,
          "ConditionalRequestConflict",
          "The conditional request cannot succeed due to a conflicting operation");
    }
    try {
      // So that racing writers do meet.
      LockSupport.parkNanos(200_000);
      return put.get();
    } finally {
      bucket.inFlight.remove(key);
    }
  }

  private static WireReply object(StoredVersion version, WireRequest request) {
    if (request.header("range").isPresent()) {
      throw S3Refusal.notImplemented("Range");
    }
    WireReply reply =
        WireReply.of(200)
            .with(version.body)
            .with("ETag", version.etag)
            .with("x-amz-version-id", version.id)
            .with("Content-Type", "application/octet-stream")
            .with(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    version.stored.atOffset(ZoneOffset.UTC)));
    if (request.header("x-amz-checksum-mode").filter("ENABLED"::equals).isPresent()) {
      for (var sum : version.checksums.entrySet()) {
        reply = reply.with(sum.getKey(), sum.getValue());
      }
      reply = reply.with("x-amz-checksum-type", "FULL_OBJECT");
    }
    if (version.lock.isPresent()) {
      reply =
          reply
              .with("x-amz-object-lock-mode", version.lock.get().mode())
              .with("x-amz-object-lock-retain-until-date", version.lock.get().until().toString());
    }
    return reply;
  }

  private static WireReply retention(StoredVersion version) {
    Lock lock = version.lock.orElseThrow(ObjectRequests::noLock);
    return BucketRequests.xml(
        new Xml()
            .open("Retention")
            .leaf("Mode", lock.mode())
            .leaf("RetainUntilDate", lock.until())
            .close("Retention"));
  }

  private static WireReply hold(StoredVersion version) {
    return BucketRequests.xml(
        new Xml().open("LegalHold").leaf("Status", version.hold ? "ON" : "OFF").close("LegalHold"));
  }

  private static WireReply delete(
      FakeBucket bucket, String key, Optional<String> id, WireRequest request) {
    Optional<StoredVersion> touched = bucket.delete(key, id, bypass(request));
    WireReply reply = WireReply.of(204);
    if (touched.isPresent()) {
      reply = reply.with("x-amz-version-id", touched.get().id);
      if (touched.get().marker) {
        reply = reply.with("x-amz-delete-marker", "true");
      }
    }
    return reply;
  }

  private static S3Refusal noLock() {
    return S3Refusal.of(
        404, "NoSuchObjectLockConfiguration", "The object has no ObjectLock configuration");
  }
}
