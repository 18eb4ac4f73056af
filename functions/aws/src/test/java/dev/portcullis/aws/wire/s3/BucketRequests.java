package dev.portcullis.aws.wire.s3;

import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.w3c.dom.Element;

/** What can be asked of a bucket. */
final class BucketRequests {
  private BucketRequests() {}

  static WireReply answer(FakeBucket bucket, WireRequest request, InstantSource clock) {
    boolean get = request.method().equals("GET");
    boolean put = request.method().equals("PUT");
    if (request.method().equals("HEAD")) {
      return WireReply.of(200);
    }
    if (get && request.query("versions").isPresent()) {
      return Listings.versions(bucket, request);
    }
    if (get && request.query("list-type").filter("2"::equals).isPresent()) {
      return Listings.objects(bucket, request);
    }
    if (get && request.query("versioning").isPresent()) {
      Xml xml = new Xml().open("VersioningConfiguration");
      if (bucket.versioned()) {
        xml.leaf("Status", "Enabled");
      }
      return xml(xml.close("VersioningConfiguration"));
    }
    if (put && request.query("versioning").isPresent()) {
      Element root = Xml.parse(S3Body.of(request).bytes());
      bucket.versioning(Xml.text(root, "Status").filter("Enabled"::equals).isPresent());
      return WireReply.of(200);
    }
    if (get && request.query("object-lock").isPresent()) {
      if (!bucket.locks) {
        throw S3Refusal.of(
            404, "ObjectLockConfigurationNotFoundError", "There is no such configuration.");
      }
      return xml(
          new Xml()
              .open("ObjectLockConfiguration")
              .leaf("ObjectLockEnabled", "Enabled")
              .close("ObjectLockConfiguration"));
    }
    if (put && request.query("object-lock").isPresent()) {
      Element root = Xml.parse(S3Body.of(request).bytes());
      bucket.defaultRetention(
          Xml.text(root, "Mode").orElseThrow(),
          Integer.parseInt(Xml.text(root, "Days").orElseThrow()));
      return WireReply.of(200);
    }
    if (request.method().equals("POST") && request.query("delete").isPresent()) {
      return deleteMany(bucket, request);
    }
    throw S3Refusal.notImplemented(request.method() + " of a bucket");
  }

  private static WireReply deleteMany(FakeBucket bucket, WireRequest request) {
    S3Body body = S3Body.of(request);
    if (!body.digested()) {
      throw S3Refusal.invalidRequest("Missing required header for this request: Content-MD5");
    }
    boolean bypass = ObjectRequests.bypass(request);
    Xml xml = new Xml().open("DeleteResult");
    for (Element object : Xml.all(Xml.parse(body.bytes()), "Object")) {
      String key = Xml.text(object, "Key").orElseThrow();
      Optional<String> id = Xml.text(object, "VersionId");
      try {
        bucket.delete(key, id, bypass);
        xml.open("Deleted").leaf("Key", key).close("Deleted");
      } catch (S3Refusal refused) {
        xml.open("Error").leaf("Key", key).leaf("Code", String.valueOf(refused.getMessage()));
        xml.leaf("Message", "Access Denied").close("Error");
      }
    }
    return xml(xml.close("DeleteResult"));
  }

  static WireReply xml(Xml xml) {
    return WireReply.of(200, "application/xml", xml.toString());
  }
}
