package dev.portcullis.local.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An application behind the gateway, as plain as one can be. */
final class Caller {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI gateway;

  /**
   * A caller of one gateway.
   *
   * @param gateway where it is, without {@code /v1}
   */
  Caller(URI gateway) {
    this.gateway = gateway;
  }

  /**
   * An answer.
   *
   * @param requestId the gateway's id of the call
   * @param text what the model said to the caller: text, or a tool call's arguments
   */
  record Got(int status, String requestId, String text, String code) {}

  /** One plain request. */
  Got plain(SecretText key) throws IOException, InterruptedException {
    HttpResponse<String> response = post(key, request(false));
    JsonNode body = json.readTree(response.body());
    Got got =
        got(
            response,
            body.at("/choices/0/message/content").asText(),
            body.at("/error/code").asText());
    // A refusal of a gateway in front has its id in the body alone.
    return got.requestId().isEmpty()
        ? new Got(got.status(), body.at("/error/request_id").asText(), got.text(), got.code())
        : got;
  }

  /** One streamed request that offers a tool. */
  Got streamed(SecretText key) throws IOException, InterruptedException {
    HttpResponse<String> response = post(key, request(true));
    StringBuilder arguments = new StringBuilder();
    boolean done = false;
    for (String line : response.body().split("\n", -1)) {
      if (line.equals("data: [DONE]")) {
        done = true;
      } else if (line.startsWith("data: ")) {
        arguments.append(
            json.readTree(line.substring(6))
                .at("/choices/0/delta/tool_calls/0/function/arguments")
                .asText(""));
      }
    }
    return got(response, arguments.toString(), done ? "" : "no end of the stream");
  }

  private static Got got(HttpResponse<String> response, String text, String code) {
    return new Got(
        response.statusCode(),
        response.headers().firstValue("x-request-id").orElse(""),
        text,
        code);
  }

  private HttpResponse<String> post(SecretText key, ObjectNode body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(gateway + "/v1/chat/completions"))
            .header("authorization", "Bearer " + key.reveal())
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private ObjectNode request(boolean streamed) {
    ObjectNode request = json.createObjectNode().put("model", "stand-in").put("stream", streamed);
    request.withArray("messages").addObject().put("role", "user").put("content", Planted.PROMPT);
    if (streamed) {
      ObjectNode function =
          request
              .withArray("tools")
              .addObject()
              .put("type", "function")
              .putObject("function")
              .put("name", "refund");
      ObjectNode schema = function.putObject("parameters").put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      for (String name : new String[] {"email", "phone", "card", "iban", "ssn", "token", "copy"}) {
        properties.putObject(name).put("type", "string");
      }
    }
    return request;
  }
}
