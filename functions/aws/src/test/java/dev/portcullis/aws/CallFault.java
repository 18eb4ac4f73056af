package dev.portcullis.aws;

import dev.portcullis.aws.wire.Fault;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import java.util.Map;

/** How one call of a service goes wrong, by the services' own names for it. */
enum CallFault {
  THROTTLED,
  INNER_FAILURE,
  LOST_BEFORE_THE_EFFECT,
  LOST_AFTER_THE_EFFECT,
  EXPIRED_CREDENTIALS,
  ANOTHER_REGION,
  /** The reply of the first attempt is lost; the second one finds what it did. */
  REPEATED_AFTER_THE_EFFECT;

  /** What services quote of a request, and nobody may repeat. */
  private static final String QUOTED =
      String.join(
          " ", WireIdentity.SESSION_TOKEN, WireIdentity.SECRET_KEY, "maria.weber@example.com");

  private static final Map<String, String> S3 =
      Map.of(
          "THROTTLED", "503 SlowDown",
          "INNER_FAILURE", "500 InternalError",
          "EXPIRED_CREDENTIALS", "400 ExpiredToken",
          "ANOTHER_REGION", "301 PermanentRedirect");
  private static final Map<String, String> MODELS =
      Map.of(
          "THROTTLED", "429 ThrottlingException",
          "INNER_FAILURE", "500 InternalServerException",
          "EXPIRED_CREDENTIALS", "403 ExpiredTokenException",
          "ANOTHER_REGION", "403 InvalidSignatureException");
  private static final Map<String, String> OTHERS =
      Map.of(
          "THROTTLED", "400 ThrottlingException",
          "INNER_FAILURE", "500 InternalServerError",
          "EXPIRED_CREDENTIALS", "400 ExpiredTokenException",
          "ANOTHER_REGION", "400 InvalidSignatureException");

  /** True if every later call of the function goes wrong too. */
  boolean lasts() {
    return this == EXPIRED_CREDENTIALS || this == ANOTHER_REGION;
  }

  /** The fault of a request to a service. */
  Fault of(String service) {
    return switch (this) {
      case LOST_BEFORE_THE_EFFECT -> new Fault.DropBefore();
      case LOST_AFTER_THE_EFFECT, REPEATED_AFTER_THE_EFFECT -> new Fault.DropAfter();
      default -> new Fault.Instead(refusal(service));
    };
  }

  private WireReply refusal(String service) {
    Map<String, String> names =
        service.equals("s3")
            ? S3
            : service.matches("bedrock|sagemaker|openai|lambda") ? MODELS : OTHERS;
    String[] name = String.valueOf(names.get(name())).split(" ");
    int status = Integer.parseInt(name[0]);
    if (service.equals("s3")) {
      return WireReply.of(
              status,
              "application/xml",
              "<Error><Code>" + name[1] + "</Code><Message>" + QUOTED + "</Message></Error>")
          .with("x-amz-bucket-region", "us-east-1");
    }
    return WireReply.of(
            status,
            "application/x-amz-json-1.1",
            "{\"__type\":\"" + name[1] + "\",\"message\":\"" + QUOTED + "\"}")
        .with("x-amzn-ErrorType", name[1]);
  }

  /** A call by its service, its operation and the kind of thing that it is about. */
  static String call(WireRequest request) {
    String service = Cloud.service(request).orElse("openai");
    String target = request.header("x-amz-target").orElse("");
    if (!target.isEmpty()) {
      return service + " " + target.split("\\.")[1];
    }
    String[] path = request.path().substring(1).split("/");
    return switch (service) {
      case "s3" ->
          "s3 " + operation(request) + " " + path[0] + (path.length > 1 ? "/" + path[1] : "");
      case "lambda" -> "lambda Invoke";
      case "bedrock", "sagemaker" -> service + " " + path[path.length - 1];
      default -> service + " " + request.path();
    };
  }

  private static String operation(WireRequest request) {
    if (request.query("versions").isPresent()) {
      return "ListObjectVersions";
    } else if (request.query("list-type").isPresent()) {
      return "ListObjectsV2";
    } else if (request.query("retention").isPresent()) {
      return "GetObjectRetention";
    }
    return switch (request.method()) {
      case "PUT" -> "PutObject";
      case "DELETE" -> "DeleteObject";
      default -> "GetObject";
    };
  }
}
