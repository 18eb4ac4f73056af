package dev.portcullis.aws.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ErrorReply;
import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.aws.model.ModelJson;
import dev.portcullis.ports.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * SageMaker's errors in OpenAI's shape; an error of the container about the request goes through as
 * the container wrote it.
 *
 * <p>SageMaker's own texts name accounts and are left out. Written from the errors of
 * "InvokeEndpoint"
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html#API_runtime_InvokeEndpoint_Errors).
 */
final class SageMakerErrors {
  private static final int MOST_BYTES = 64 << 10;

  /** What the container answered, inside SageMaker's 424. */
  private record Original(int status, String message) {}

  private SageMakerErrors() {}

  /** The reply for an answer that is not 200; the answer is closed. */
  static Model.Reply reply(ModelJson json, Answer answer) {
    try (answer) {
      int status = answer.status();
      return switch (status) {
        case 424 -> container(json, original(json, answer));
        case 429 -> ErrorReply.of(json, 429, "rate_limit_exceeded", "", "too many requests");
        case 503 ->
            ErrorReply.of(json, 503, "service_unavailable", "", "the endpoint is not available");
        default ->
            status >= 400 && status < 500
                ? ErrorReply.of(
                    json, status, "invalid_request", "", "the endpoint refused the request")
                : ErrorReply.of(
                    json, status == 500 ? 500 : 502, "server_error", "", "the endpoint failed");
      };
    }
  }

  private static Original original(ModelJson json, Answer answer) {
    try {
      ObjectNode error = json.object(answer.body().readNBytes(MOST_BYTES));
      JsonNode status = error.path("OriginalStatusCode");
      return new Original(status.asInt(0), error.path("OriginalMessage").asText(""));
    } catch (IOException unread) {
      return new Original(0, "");
    }
  }

  private static Model.Reply container(ModelJson json, Original original) {
    int status = original.status();
    // A container has no credential of ours to refuse.
    boolean ofTheRequest = status >= 400 && status < 500 && status != 401 && status != 403;
    if (!ofTheRequest) {
      return ErrorReply.of(json, 502, "model_error", "", "the model failed");
    }
    byte[] message = original.message().getBytes(StandardCharsets.UTF_8);
    try {
      if (json.object(message).path("error").isObject()) {
        return new Model.Reply(status, "application/json", new ByteArrayInputStream(message));
      }
    } catch (IOException notJson) {
      // Not every container writes OpenAI's errors.
    }
    return ErrorReply.of(json, status, "invalid_request", "", "the model refused the request");
  }
}
