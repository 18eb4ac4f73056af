package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamedCallTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String EMAIL = "carla.ruiz@example.org";
  private static final String ASK =
      "{\"model\":\"stand-in\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
          + "\"Write to "
          + EMAIL
          + "\"}]}";

  private final Deployment deployment = new Deployment();

  private static String text(String body) {
    return "Dear " + placeholder(body) + ", not eve@example.net 😀 end";
  }

  private static String placeholder(String body) {
    return body.replaceAll("(?s).*(\\[EMAIL_ADDRESS_1_\\w+\\]).*", "$1");
  }

  /** All content deltas of an answer, put together. */
  private static String content(Caught answer) {
    StringBuilder all = new StringBuilder();
    for (String line : answer.body().split("\n", -1)) {
      if (line.startsWith("data: {")) {
        try {
          JsonNode chunk = new ObjectMapper().readTree(line.substring(6));
          all.append(chunk.at("/choices/0/delta/content").asText(""));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return all.toString();
  }

  @Test
  void anyCuttingGivesTheSameText() {
    for (int chunk = 1; chunk <= 60; chunk++) {
      deployment.model.streams(StreamedCallTest::text, chunk);
      Caught answer = deployment.post(CHAT, ASK);
      assertEquals("Dear " + EMAIL + ", not [EMAIL_ADDRESS] 😀 end", content(answer));
      assertTrue(answer.closed);
    }
  }

  @Test
  void textGoesOutAsSoonAsNothingIsOpen() {
    deployment.model.streams(body -> "one two three four five six", 5);
    Caught answer = deployment.post(CHAT, ASK);
    assertTrue(answer.pieces.size() > 5, answer.body());
    assertEquals("text/event-stream; charset=utf-8", answer.headers.get("content-type"));
  }

  @Test
  void theUsageIsAskedForAndKeptFromACallerWhoDidNotAsk() {
    deployment.model.streams(StreamedCallTest::text, 9);
    Caught answer = deployment.post(CHAT, ASK);
    assertTrue(
        deployment.model.received.get(0).contains("\"stream_options\":{\"include_usage\":true}"));
    assertFalse(answer.body().contains("usage"), answer.body());
    assertEquals(7, deployment.record("outcome").at("/message_context/prompt_tokens").asInt());
  }

  @Test
  void theUsageGoesToACallerWhoAsked() {
    deployment.model.streams(StreamedCallTest::text, 9);
    Caught answer =
        deployment.post(
            CHAT,
            ASK.replace(
                "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
    assertTrue(answer.body().contains("\"usage\":{\"prompt_tokens\":7"), answer.body());
  }

  @Test
  void toolArgumentsAreRestoredWithTheirEscapesUnderAnyCutting() {
    for (int cut = 1; cut < 40; cut++) {
      int size = cut;
      deployment.model.contentType = "text/event-stream";
      deployment.model.answer =
          body -> {
            String arguments = "{\"to\":\"" + placeholder(body) + "\",\"cc\":\"eve@example.net\"}";
            StringBuilder out = new StringBuilder();
            out.append(
                chunk(
                    "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"send\",\"arguments\":\"\"}}]}"));
            for (int at = 0; at < arguments.length(); at += size) {
              String piece = arguments.substring(at, Math.min(arguments.length(), at + size));
              out.append(
                  chunk(
                      "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
                          + ScriptedModel.quoted(piece)
                          + "}}]}"));
            }
            return out
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
                + "\"tool_calls\"}]}\n\ndata: [DONE]\n\n";
          };
      Caught answer = deployment.post(CHAT, ASK);
      StringBuilder arguments = new StringBuilder();
      for (String line : answer.body().split("\n", -1)) {
        if (line.startsWith("data: {")) {
          arguments.append(
              at(line.substring(6), "/choices/0/delta/tool_calls/0/function/arguments"));
        }
      }
      assertEquals("{\"to\":\"" + EMAIL + "\",\"cc\":\"[EMAIL_ADDRESS]\"}", arguments.toString());
    }
  }

  private static String chunk(String delta) {
    return "data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":null}]}\n\n";
  }

  private static String at(String json, String pointer) {
    try {
      return new ObjectMapper().readTree(json).at(pointer).asText("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFieldThatNobodyKnowsIsFilteredAsOneTextToo() {
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer =
        body ->
            chunk("{\"thoughts\":[{\"index\":2,\"text\":\"ask eve@exa\"}]}")
                + chunk("{\"thoughts\":[{\"index\":2,\"text\":\"mple.net\"}]}")
                + "data: [DONE]\n\n";
    Caught answer = deployment.post(CHAT, ASK);
    assertFalse(answer.body().contains("eve@"), answer.body());
    assertTrue(answer.body().contains("[EMAIL_ADDRESS]"), answer.body());
  }

  @Test
  void textBehindTheEndOfAChoiceIsGarbage() {
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer =
        body ->
            chunk("{\"content\":\"mail eve\"}")
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + chunk("{\"content\":\"@example.net\"}")
                + "data: [DONE]\n\n";
    Caught answer = deployment.post(CHAT, ASK);
    assertTrue(answer.body().contains("upstream_garbage"), answer.body());
    assertEquals("upstream_garbage", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void halfAStreamEndsInAnErrorAndNotInDone() {
    deployment.model.streams(StreamedCallTest::text, 7);
    var whole = deployment.model.answer;
    deployment.model.answer = body -> whole.apply(body).replace("data: [DONE]\n\n", "");
    Caught answer = deployment.post(CHAT, ASK);
    assertTrue(answer.body().contains("upstream_truncated"), answer.body());
    assertFalse(answer.body().contains("[DONE]"));
    assertEquals("upstream_truncated", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void aStallIsATimeOut() {
    deployment.model.streams(body -> "some words ", 20);
    var whole = deployment.model.answer;
    deployment.model.answer =
        body -> whole.apply(body).replaceAll("(?s)data: \\{\"id\":\"chatcmpl-1\",\"choices.*", "");
    deployment.model.breaksWith = new SocketTimeoutException("stalled");
    Caught answer = deployment.post(CHAT, ASK);
    assertTrue(answer.body().contains("upstream_timeout"), answer.body());
    assertEquals("upstream_timeout", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void aReplyThatTricklesForTooLongEndsAsATimeOut() {
    deployment.model.streams(body -> "some words ".repeat(400), 20);
    deployment.model.beforeReading =
        () -> deployment.now = deployment.now.plus(Duration.ofSeconds(20));
    Caught answer = deployment.post(CHAT, ASK);
    assertTrue(answer.body().contains("upstream_timeout"), answer.body());
    assertFalse(answer.body().contains("[DONE]"));
    assertEquals("upstream_timeout", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void aTextStraightInAnArrayOfAnArrayIsGarbage() {
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer =
        body -> "data: {\"choices\":[{\"index\":0,\"delta\":{\"odd\":[[\"a text\"]]}}]}\n\n";
    Caught answer = deployment.post(CHAT, ASK);
    assertEquals("upstream_garbage", deployment.record("outcome").at("/status_code").asText());
    assertFalse(answer.body().contains("a text"));
  }

  @Test
  void aCallerWhoLeavesIsRecordedAsGone() {
    deployment.model.streams(body -> "one two three four five six seven eight", 5);
    deployment.post(CHAT, ASK, new Caught(true, 2), Map.of("authorization", "Bearer developer"));
    assertEquals("client_gone", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void aPlatformThatCannotStreamSaysSoInHeaderAndRecord() {
    deployment.model.streams(StreamedCallTest::text, 7);
    Caught answer =
        deployment.post(
            CHAT, ASK, new Caught(false, -1), Map.of("authorization", "Bearer developer"));
    assertEquals("buffered", answer.headers.get("x-portcullis-stream"));
    assertEquals("Dear " + EMAIL + ", not [EMAIL_ADDRESS] 😀 end", content(answer));
    assertEquals("yes", deployment.record("outcome").at("/unmapped/buffered").asText());
  }

  @Test
  void withoutADurableOutcomeTheStreamDoesNotEndWell() {
    deployment.model.streams(StreamedCallTest::text, 7);
    deployment.logFailsFrom = 1;
    Caught answer = deployment.post(CHAT, ASK);
    assertFalse(answer.body().contains("[DONE]"));
    assertTrue(answer.body().contains("audit_unavailable"), answer.body());
  }
}
