package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ErrorReply;
import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.aws.model.ModelJson;
import dev.portcullis.aws.model.SignedHttp;
import dev.portcullis.ports.Model;
import java.io.IOException;

/**
 * Bedrock's errors in OpenAI's shape, with a status that says whether the caller or the service is
 * at fault.
 *
 * <p>Only what Bedrock says about a wrong request is passed on, because only that helps its sender;
 * other texts may name accounts and roles. Written from the errors of "Converse" and "InvokeModel"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors).
 */
final class BedrockErrors {
  private static final int MOST_BYTES = 64 << 10;

  private BedrockErrors() {}

  /** What an error means to a caller. */
  record Kind(int status, String code, String message) {}

  /**
   * What an error means.
   *
   * @param type Bedrock's name for it, in either case; may be empty or unknown
   * @param status the status it came with
   */
  static Kind kind(String type, int status) {
    String name = type.isEmpty() ? type : Character.toUpperCase(type.charAt(0)) + type.substring(1);
    return switch (name) {
      case "ValidationException" -> kind(400);
      case "ResourceNotFoundException" -> kind(404);
      case "ModelTimeoutException" -> kind(408);
      case "ThrottlingException", "ServiceQuotaExceededException" -> kind(429);
      case "ModelNotReadyException" -> new Kind(429, "model_not_ready", "the model is not ready");
      // Bedrock has 424 for these, which would say that the request is at fault.
      case "ModelErrorException", "ModelStreamErrorException" -> kind(502);
      case "InternalServerException" -> kind(500);
      case "ServiceUnavailableException" -> kind(503);
      default -> kind(status == 424 || status < 400 || status > 599 ? 502 : status);
    };
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 404 -> new Kind(404, "model_not_found", "there is no such model in this region");
      case 408 -> new Kind(408, "model_timeout", "the model took too long");
      case 429 -> new Kind(429, "rate_limit_exceeded", "too many requests or tokens for the model");
      case 502 -> new Kind(502, "model_error", "the model failed");
      case 503 -> new Kind(503, "service_unavailable", "the model's service is not available");
      default ->
          status < 500
              ? new Kind(status, "invalid_request", "the model's service refused the request")
              : new Kind(status, "server_error", "the model's service failed");
    };
  }

  /** The reply for an answer that is not 200; the answer is closed. */
  static Model.Reply reply(ModelJson json, Answer answer) {
    try (answer) {
      String type = SignedHttp.errorType(answer);
      Kind kind = kind(type, answer.status());
      String message = kind.status() == 400 ? said(json, answer, kind.message()) : kind.message();
      return ErrorReply.of(json, kind.status(), kind.code(), "", message);
    }
  }

  private static String said(ModelJson json, Answer answer, String otherwise) {
    try {
      byte[] body = answer.body().readNBytes(MOST_BYTES);
      ObjectNode error = json.object(body);
      return error.path("message").asText(otherwise);
    } catch (IOException unread) {
      return otherwise;
    }
  }
}
