package dev.portcullis.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The stand-in model behind a server that speaks OpenAI's API and knows one credential. */
record FakeModelServer(String credential) implements WireService {
  private static final Map<String, Model.Operation> OPERATIONS =
      Map.of(
          "/v1/chat/completions", Model.Operation.CHAT_COMPLETIONS,
          "/v1/responses", Model.Operation.RESPONSES,
          "/v1/embeddings", Model.Operation.EMBEDDINGS);

  @Override
  public WireReply answer(WireRequest request) {
    if (!request.header("authorization").equals(Optional.of("Bearer " + credential))) {
      return WireReply.of(401, "application/json", "{\"error\":{\"code\":\"invalid_api_key\"}}");
    }
    if (!request.method().equals("POST") || !OPERATIONS.containsKey(request.rawPath())) {
      return WireReply.of(404, "application/json", "{\"error\":{\"code\":\"unknown_url\"}}");
    }
    try {
      JsonNode body = new ObjectMapper().readTree(request.body());
      Model.Call call =
          new Model.Call(
              OPERATIONS.get(request.rawPath()),
              body.path("model").asText(),
              request.body(),
              body.path("stream").asBoolean(),
              request.header("x-request-id").orElse(""),
              Duration.ofSeconds(1));
      try (Model.Reply reply = new FakeModel().send(call)) {
        return WireReply.of(reply.status(), reply.contentType(), "")
            .with(reply.body().readAllBytes());
      }
    } catch (IOException notJson) {
      return WireReply.of(400, "application/json", "{\"error\":{\"code\":\"invalid_json\"}}");
    }
  }
}
