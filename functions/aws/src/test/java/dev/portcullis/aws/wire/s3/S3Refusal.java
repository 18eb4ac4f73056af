package dev.portcullis.aws.wire.s3;

import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireReply;

/** An error as S3 answers it; the codes and statuses are those of its API reference. */
public final class S3Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WireReply reply;

  private S3Refusal(WireReply reply, String code) {
    super(code, null, false, false);
    this.reply = reply;
  }

  static S3Refusal of(int status, String code, String message) {
    return new S3Refusal(error(status, code, message), code);
  }

  static S3Refusal invalidArgument(String message) {
    return of(400, "InvalidArgument", message);
  }

  static S3Refusal invalidRequest(String message) {
    return of(400, "InvalidRequest", message);
  }

  static S3Refusal denied() {
    return of(403, "AccessDenied", "Access Denied");
  }

  static S3Refusal locked() {
    return of(403, "AccessDenied", "Access Denied because object protected by object lock.");
  }

  static S3Refusal noSuchKey() {
    return of(404, "NoSuchKey", "The specified key does not exist.");
  }

  static S3Refusal notImplemented(String what) {
    return of(501, "NotImplemented", "A header or query you provided is not implemented: " + what);
  }

  S3Refusal with(String header, String value) {
    return new S3Refusal(reply.with(header, value), String.valueOf(getMessage()));
  }

  WireReply reply() {
    return reply;
  }

  /** The answer of a service that has too much to do. */
  public static Fault throttled() {
    return new Fault.Instead(error(503, "SlowDown", "Please reduce your request rate."));
  }

  /** The answer of a service that failed before it did anything. */
  public static Fault internalBefore() {
    return new Fault.Instead(error(500, "InternalError", "We encountered an internal error."));
  }

  /** The answer of a service that failed after it did what it was asked. */
  public static Fault internalAfter() {
    return new Fault.After(error(500, "InternalError", "We encountered an internal error."));
  }

  /** The answer to credentials that are past their time; it quotes the token, as S3 does. */
  public static Fault expired(String token) {
    String body =
        "<Error><Code>ExpiredToken</Code><Message>The provided token has expired: "
            + (token + "</Message><Token-0>" + token + "</Token-0></Error>");
    return new Fault.Instead(WireReply.of(400, "application/xml", body));
  }

  /** The answer of a bucket that is elsewhere. */
  public static Fault elsewhere(String region) {
    return new Fault.Instead(
        error(301, "PermanentRedirect", "The bucket must be addressed using another endpoint.")
            .with("x-amz-bucket-region", region));
  }

  private static WireReply error(int status, String code, String message) {
    String body =
        new Xml()
            .open("Error")
            .leaf("Code", code)
            .leaf("Message", message)
            .leaf("RequestId", "0A1B2C3D4E5F6071")
            .close("Error")
            .toString();
    return WireReply.of(status, "application/xml", body)
        .with("x-amz-request-id", "0A1B2C3D4E5F6071");
  }
}
