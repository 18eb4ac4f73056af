package dev.portcullis.aws.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.ports.Model;
import java.io.ByteArrayInputStream;

/**
 * Errors in the shape of OpenAI's API: {@code {"error": {"message", "type", "param", "code"}}}
 * (https://platform.openai.com/docs/guides/error-codes).
 */
public final class ErrorReply {
  private static final String JSON = "application/json";

  private ErrorReply() {}

  /**
   * A whole reply that is an error.
   *
   * @param status the HTTP status
   * @param code what went wrong, for programs
   * @param param the field of the request that is at fault; empty if none is
   * @param message what went wrong, for people; nobody but the caller gets to see it
   */
  public static Model.Reply of(
      ModelJson json, int status, String code, String param, String message) {
    return new Model.Reply(
        status,
        JSON,
        new ByteArrayInputStream(json.bytes(object(json, status, code, param, message))));
  }

  /** The error as an object, for a stream. */
  public static ObjectNode object(
      ModelJson json, int status, String code, String param, String message) {
    ObjectNode object = json.object();
    ObjectNode error = object.putObject("error").put("message", message).put("type", type(status));
    if (param.isEmpty()) {
      error.putNull("param");
    } else {
      error.put("param", param);
    }
    error.put("code", code);
    return object;
  }

  private static String type(int status) {
    if (status == 429) {
      return "rate_limit_error";
    }
    return status < 500 ? "invalid_request_error" : "server_error";
  }
}
