package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.aws.wire.CutReply;
import dev.portcullis.aws.wire.FakeBedrock;
import dev.portcullis.aws.wire.FakeSageMaker;
import dev.portcullis.aws.wire.Frames;
import dev.portcullis.aws.wire.WholeAnswers;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireService;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.Model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The stand-in model behind each of the three kinds of servers that a deployment may have. */
final class WireModels {
  /** The endpoint's name on SageMaker. */
  static final String ENDPOINT = "llm";

  private static final String TITAN = "{\"embedding\":[0.25,0.5],\"inputTextTokenCount\":5}";
  private static final String CONVERSE =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Done.\"}]}},"
          + "\"stopReason\":\"end_turn\","
          + "\"usage\":{\"inputTokens\":5,\"outputTokens\":2,\"totalTokens\":7}}";

  private WireModels() {}

  static WireService bedrock() {
    return request -> new WholeAnswers(new FakeBedrock(body -> converse(request))).answer(request);
  }

  private static CutReply converse(WireRequest request) {
    if (request.rawPath().endsWith("/converse-stream")) {
      return FakeBedrock.stream(
          Frames.event("messageStart", "{\"role\":\"assistant\"}"),
          Frames.event(
              "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Done.\"}}"),
          Frames.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
          Frames.event("metadata", "{\"usage\":{\"inputTokens\":5,\"outputTokens\":2}}"));
    }
    return FakeBedrock.whole(request.rawPath().endsWith("/invoke") ? TITAN : CONVERSE);
  }

  static WireService sageMaker() {
    return new WholeAnswers(
        new FakeSageMaker(
            ENDPOINT,
            request -> {
              boolean streams = request.rawPath().endsWith("-response-stream");
              String text = text(request, operation(request), streams);
              return streams
                  ? FakeSageMaker.stream("text/event-stream", FakeSageMaker.part(text))
                  : FakeBedrock.whole(text);
            }));
  }

  /** A container has one address; a body tells what it is asked. */
  private static Operation operation(WireRequest request) {
    return new String(request.body(), UTF_8).contains("\"input\"")
        ? Operation.EMBEDDINGS
        : Operation.CHAT_COMPLETIONS;
  }

  static WireService openAi() {
    return request -> {
      Operation operation =
          switch (request.rawPath()) {
            case "/v1/chat/completions" -> Operation.CHAT_COMPLETIONS;
            case "/v1/responses" -> Operation.RESPONSES;
            default -> Operation.EMBEDDINGS;
          };
      boolean streams = request.header("accept").orElse("").equals("text/event-stream");
      return WireReply.of(
          200,
          streams ? "text/event-stream" : "application/json",
          text(request, operation, streams));
    };
  }

  private static String text(WireRequest request, Operation operation, boolean streams) {
    Model.Call call =
        new Model.Call(
            operation, "stand-in", request.body(), streams, "req_1", Duration.ofSeconds(1));
    try (Model.Reply reply = new FakeModel().send(call)) {
      return new String(reply.body().readAllBytes(), UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
