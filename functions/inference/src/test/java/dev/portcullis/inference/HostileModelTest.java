package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** A model server that tries to bring a value past the reply filter, or into a record. */
class HostileModelTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";
  private static final String ASK =
      "{\"model\":\"stand-in\",\"stream\":true,\"messages\":"
          + "[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String INPUT = "{\"model\":\"stand-in\",\"stream\":true,\"input\":\"Hi\"}";
  private static final String END =
      "data: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"output\":[]}}\n\n";

  private final Deployment deployment = new Deployment();

  private Caught chat(String... deltas) {
    StringBuilder out = new StringBuilder();
    for (String delta : deltas) {
      out.append("data: {\"choices\":[{\"index\":0,\"delta\":").append(delta).append("}]}\n\n");
    }
    return stream(CHAT, ASK, out + "data: [DONE]\n\n");
  }

  private Caught responses(String... events) {
    StringBuilder out = new StringBuilder();
    for (String event : events) {
      out.append("data: ").append(event).append("\n\n");
    }
    return stream(RESPONSES, INPUT, out + END);
  }

  private Caught stream(String path, String ask, String reply) {
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer = body -> reply;
    return deployment.post(path, ask);
  }

  private void refused() {
    assertEquals("upstream_garbage", deployment.record("outcome").at("/status_code").asText());
  }

  private static String piece(String place, String text) {
    return "{\"type\":\"response.output_text.delta\"," + place + ",\"delta\":\"" + text + "\"}";
  }

  @Test
  void anEventTypeCannotSmuggleAnotherEvent() {
    Caught answer =
        responses("{\"type\":\"x\\n\\ndata: {\\\"partial_image_b64\\\":\\\"AAAA\\\"}\\n\\n\"}");
    assertFalse(answer.body().contains("\ndata: {\"partial_image_b64\""), answer.body());
    refused();
  }

  @Test
  void anEventTypeOfOneLineReturnCannotSmuggleEither() {
    responses("{\"type\":\"x\\rdata: {}\"}");
    refused();
  }

  @Test
  void aTextCannotGoOnUnderAnotherItemAtTheSameIndex() {
    Caught answer =
        responses(
            piece("\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0", "eve@exam"),
            piece("\"item_id\":\"msg_2\",\"output_index\":0,\"content_index\":0", "ple.net ok"));
    assertFalse(answer.body().contains("ple.net"), answer.body());
    refused();
  }

  @Test
  void aTextCannotGoOnUnderAnotherIndexOfTheSameItem() {
    Caught answer =
        responses(
            piece("\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0", "eve@exam"),
            piece("\"item_id\":\"msg_1\",\"output_index\":1,\"content_index\":0", "ple.net ok"));
    assertFalse(answer.body().contains("ple.net"), answer.body());
    refused();
  }

  @Test
  void anIndexOfAResponseIsAWholeNumber() {
    for (String index : new String[] {"\"0\"", "0.0", "-1", "1e0", "{}", "18446744073709551616"}) {
      responses(piece("\"item_id\":\"msg_1\",\"output_index\":" + index, "eve"));
      refused();
    }
  }

  @Test
  void aDeltaThatIsNoTextIsNotPassedOnPieceByPiece() {
    Caught answer =
        responses(
            "{\"type\":\"response.reasoning.delta\",\"delta\":{\"text\":\"eve@exam\"}}",
            "{\"type\":\"response.reasoning.delta\",\"delta\":{\"text\":\"ple.net\"}}");
    assertFalse(answer.body().contains("ple.net"), answer.body());
    refused();
  }

  @Test
  void aDeltaUnderATypeThatIsNoDeltaIsRefused() {
    responses("{\"type\":\"response.output_text.more\",\"delta\":\"eve@exam\"}");
    refused();
  }

  @Test
  void anIndexOfAChatIsAWholeNumber() {
    for (String index : new String[] {"\"0\"", "0.0", "-1", "18446744073709551616"}) {
      Caught answer =
          chat(
              "{\"tool_calls\":[{\"index\":0,\"function\":"
                  + "{\"arguments\":\"{\\\"a\\\":\\\"eve@exam\"}}]}",
              "{\"tool_calls\":[{\"index\":7},{\"index\":"
                  + index
                  + ",\"function\":{\"arguments\":\"ple.net\\\"}\"}}]}");
      assertFalse(answer.body().contains("ple.net"), answer.body());
      refused();
    }
  }

  @Test
  void aChoiceIndexIsAWholeNumber() {
    for (String index : new String[] {"\"0\"", "0.5", "-1", "18446744073709551616", "2000"}) {
      stream(
          CHAT,
          ASK,
          "data: {\"choices\":[{\"index\":"
              + index
              + ",\"delta\":{\"content\":\"a\"}}]}\n\n"
              + "data: [DONE]\n\n");
      refused();
    }
  }

  @Test
  void aNameInEqualPiecesIsExaminedAsOne() {
    String name = "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"4242\"}}]}";
    chat(name, name, name, name);
    assertEquals("withheld", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void aNameThatIsRepeatedInEveryChunkGoesThrough() {
    String name = "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"get_weather\"}}]}";
    chat(name, name, name, name);
    assertEquals("delivered", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void commentsWithoutAnEndAreNotReadForEver() {
    stream(RESPONSES, INPUT, ":\n".repeat(3 << 20) + END);
    refused();
  }

  @Test
  void textsOfItemsThatStateNoIndexStayApart() {
    responses(piece("\"item_id\":\"msg_1\"", "one"), piece("\"item_id\":\"msg_2\"", "two"));
    assertEquals("delivered", deployment.record("outcome").at("/status_code").asText());
  }

  @Test
  void theKeyOfATextThatIsHeldBackIsExaminedToo() {
    Caught answer = chat("{\"eve@example.net\":\"ok\"}");
    assertFalse(answer.body().contains("eve@example.net"), answer.body());
  }

  @Test
  void noRecordHoldsWhatTheModelPutsIntoItsNames() {
    String eve = "eve@example.net";
    deployment.model.answer =
        body ->
            ("{\"id\":\"EVE\",\"model\":\"EVE\",\"choices\":[{\"finish_reason\":\"EVE\","
                    + "\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"EVE\"}}]}}]}")
                .replace("EVE", eve);
    Caught answer = deployment.post(CHAT, ASK.replace("\"stream\":true,", ""));
    assertFalse(answer.body().contains(eve), answer.body());
    assertFalse(deployment.records().toString().contains(eve), deployment.records().toString());
  }
}
