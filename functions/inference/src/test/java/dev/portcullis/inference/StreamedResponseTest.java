package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamedResponseTest {
  private static final String EMAIL = "carla.ruiz@example.org";
  private static final String ASK =
      "{\"model\":\"stand-in\",\"stream\":true,\"input\":\"Write to " + EMAIL + "\"}";
  private static final String WANTED = "Dear " + EMAIL + ", not [EMAIL_ADDRESS] end";

  private final Deployment deployment = new Deployment();

  private static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + rest + "}\n\n";
  }

  /** A stream of the API's events whose text is cut into pieces of one size. */
  private static UnaryOperator<String> events(int size, boolean complete) {
    return body -> {
      String placeholder = body.replaceAll("(?s).*(\\[EMAIL_ADDRESS_1_\\w+\\]).*", "$1");
      String text = "Dear " + placeholder + ", not eve@example.net end";
      String place = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0";
      StringBuilder out = new StringBuilder();
      out.append(
          event("response.created", "\"sequence_number\":0,\"response\":{\"id\":\"resp_1\"}"));
      for (int at = 0; at < text.length(); at += size) {
        String piece = text.substring(at, Math.min(text.length(), at + size));
        out.append(
            event(
                "response.output_text.delta", place + ",\"delta\":" + ScriptedModel.quoted(piece)));
      }
      out.append(
          event("response.output_text.done", place + ",\"text\":" + ScriptedModel.quoted(text)));
      if (complete) {
        out.append(
            event(
                "response.completed",
                "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\","
                    + "\"output\":[{\"type\":\"message\",\"id\":\"msg_1\",\"content\":[{\"type\":"
                    + "\"output_text\",\"text\":"
                    + ScriptedModel.quoted(text)
                    + "}]}],\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}"));
      }
      return out.toString();
    };
  }

  private Caught ask(int size, boolean complete) {
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer = events(size, complete);
    return deployment.post("/v1/responses", ASK);
  }

  private static List<JsonNode> parsed(Caught answer) {
    List<JsonNode> events = new ArrayList<>();
    for (String line : answer.body().split("\n", -1)) {
      if (line.startsWith("data: ")) {
        try {
          events.add(new ObjectMapper().readTree(line.substring(6)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return events;
  }

  @Test
  void deltasAndWholeTextsSayTheSameUnderAnyCutting() {
    for (int size = 1; size < 50; size++) {
      Caught answer = ask(size, true);
      StringBuilder deltas = new StringBuilder();
      for (JsonNode event : parsed(answer)) {
        if (event.path("type").asText().endsWith(".delta")) {
          deltas.append(event.path("delta").asText());
        }
      }
      assertEquals(WANTED, deltas.toString());
      JsonNode last = parsed(answer).get(parsed(answer).size() - 1);
      assertEquals(WANTED, last.at("/response/output/0/content/0/text").asText());
    }
  }

  @Test
  void eventsAreNumberedWithoutAGap() {
    List<JsonNode> events = parsed(ask(3, true));
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i, events.get(i).path("sequence_number").asInt());
    }
  }

  @Test
  void theUsageOfTheLastEventIsRecorded() {
    ask(9, true);
    assertEquals(3, deployment.record("outcome").at("/message_context/prompt_tokens").asInt());
  }

  @Test
  void aStreamWithoutItsLastEventIsTruncated() {
    Caught answer = ask(9, false);
    assertTrue(answer.body().contains("upstream_truncated"), answer.body());
    assertFalse(answer.body().contains("eve@"));
  }

  @Test
  void aResponseThatSaysItFailedIsRecordedAsFailed() {
    String response =
        "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"failed\",\"output\":[],"
            + "\"error\":{\"code\":\"server_error\",\"message\":\"for eve@example.net\"}}";
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer = body -> event("response.failed", "\"response\":" + response);
    Caught streamed = deployment.post("/v1/responses", ASK);
    assertTrue(streamed.body().contains("server_error"), streamed.body());
    assertFalse(streamed.body().contains("eve@"), streamed.body());
    assertEquals("upstream_error", deployment.record("outcome").at("/status_code").asText());

    deployment.model.contentType = "application/json";
    deployment.model.answer = body -> response;
    Caught whole = deployment.post("/v1/responses", ASK.replace("\"stream\":true,", ""));
    assertEquals(502, whole.status);
    assertFalse(whole.body().contains("eve@"), whole.body());
    assertEquals("upstream_error", deployment.record("outcome").at("/status_code").asText());
  }
}
