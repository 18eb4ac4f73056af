package dev.portcullis.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes errors as callers expect them: OpenAI's shape under {@code /v1}, a problem document (RFC
 * 9457) elsewhere; each with the request id that is also in the record.
 */
final class ErrorAnswer {
  static final String JSON = "application/json";
  private static final JsonFactory FACTORY = new JsonFactory();

  private ErrorAnswer() {}

  /** The body of an error under {@code /v1}, also the data of an error event in a stream. */
  static byte[] openAi(
      int status, String code, String message, @Nullable String param, String requestId) {
    return write(
        out -> {
          out.writeObjectFieldStart("error");
          out.writeStringField("message", message);
          out.writeStringField("type", type(status));
          out.writeStringField("param", param);
          out.writeStringField("code", code);
          out.writeStringField("request_id", requestId);
          out.writeEndObject();
        });
  }

  /** A problem document for what is not under {@code /v1}. */
  static byte[] problem(ErrorCode code, String requestId) {
    return write(
        out -> {
          out.writeStringField("type", "about:blank");
          out.writeStringField("title", code.message());
          out.writeNumberField("status", code.status());
          out.writeStringField("code", code.code());
          out.writeStringField("request_id", requestId);
        });
  }

  /** The headers of every answer. */
  static Map<String, String> headers(String contentType, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", contentType);
    headers.put("x-request-id", requestId);
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    return headers;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }
}
