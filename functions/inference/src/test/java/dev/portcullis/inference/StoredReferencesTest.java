package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider has stored is used only where a policy permits it by its own word. */
class StoredReferencesTest {
  private static final String RESPONSES = "/v1/responses";
  private static final String REPLY = "{\"id\":\"resp_2\",\"object\":\"response\",\"output\":[]}";

  private static final String STREAM =
      "event: response.completed\ndata: {\"type\":\"response.completed\",\"sequence_number\":0,"
          + "\"response\":"
          + REPLY
          + "}\n\n";

  private final Deployment deployment = new Deployment();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":\"x\",\"previous_response_id\":\"resp_1\"",
        "\"input\":\"x\",\"previous_response_id\":[\"resp_1\"]",
        "\"input\":\"x\",\"previous_response_id\":{\"id\":\"resp_1\"}",
        "\"input\":\"x\",\"previous_response_id\":1",
        "\"input\":\"x\",\"conversation\":\"conv_1\"",
        "\"input\":\"x\",\"conversation\":{\"id\":\"conv_1\"}",
        "\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]",
        "\"input\":[{\"role\":\"user\",\"content\":\"x\"},{\"id\":\"msg_1\",\"type\":\"item_reference\"}]",
        "\"prompt\":{\"id\":\"pmpt_1\"}",
        "\"input\":\"x\",\"prompt\":{\"id\":\"pmpt_1\",\"variables\":{\"a\":\"b\"}}",
        "\"input\":\"x\",\"tools\":[{\"type\":\"file_search\",\"vector_store_ids\":[\"vs_1\"]}]",
      })
  void isRefusedAndRecordedUnlessAPolicyPermitsIt(String fields) {
    for (String stream : new String[] {"", ",\"stream\":true"}) {
      Deployment fresh = new Deployment();
      Caught refused = fresh.post(RESPONSES, body(fields + stream));
      assertEquals(403, refused.status, refused.body());
      assertTrue(refused.body().contains("\"code\":\"stored_reference\""), refused.body());
      assertTrue(refused.body().contains("send the conversation in 'input'"), refused.body());
      assertFalse(refused.body().contains("_1"), refused.body());
      assertTrue(fresh.model.received.isEmpty());
      JsonNode record = fresh.record("refusal");
      assertEquals("authorize", record.at("/unmapped/refused_at").asText());
      assertTrue(record.toString().contains("stored_reference"), record.toString());
      assertTrue(record.toString().contains("unexamined-content"), record.toString());
    }
    deployment.model.answer = body -> REPLY;
    Caught passed = permitted(fields);
    assertEquals(200, passed.status, passed.body());
    assertTrue(deployment.model.received.toString().contains("_1") || fields.endsWith(":1"));
    String examined = deployment.record("outcome").at("/unmapped/request").toString();
    assertTrue(examined.contains("stored"), examined);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"previous_response_id\":\"resp_1\"",
        "\"conversation\":\"conv_1\"",
      })
  void isRefusedInAChatToo(String field) {
    Caught refused =
        deployment.post(
            "/v1/chat/completions",
            body("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]," + field));
    assertEquals(403, refused.status, refused.body());
    assertTrue(refused.body().contains("stored_reference"), refused.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":[{\"id\":\"msg_1\"}]",
        "\"input\":[{\"type\":null,\"id\":\"msg_1\"}]",
        "\"input\":[{\"role\":\"user\",\"content\":\"x\",\"id\":\"msg_1\"}]",
        "\"input\":\"x\",\"Previous_response_id\":\"resp_1\"",
        "\"input\":\"x\",\"CONVERSATION\":\"conv_1\"",
      })
  void cannotBeNamedInAnotherForm(String fields) {
    Caught refused = permitted(fields);
    assertEquals(400, refused.status, refused.body());
    assertTrue(refused.body().contains("invalid_field"), refused.body());
  }

  @Test
  void aPermittedOneIsAnsweredWithAStream() {
    deployment.model.contentType = "text/event-stream";
    deployment.model.answer = body -> STREAM;
    Caught passed =
        permitted("\"input\":\"x\",\"previous_response_id\":\"resp_1\",\"stream\":true");
    assertEquals(200, passed.status, passed.body());
    assertTrue(passed.body().contains("response.completed"), passed.body());
    String examined = deployment.record("outcome").at("/unmapped/request").toString();
    assertTrue(examined.contains("stored"), examined);
  }

  @Test
  void fieldsThatAreNullNameNothing() {
    deployment.model.answer = body -> REPLY;
    Caught passed =
        deployment.post(
            RESPONSES,
            body(
                "\"input\":[{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":\"x\"}],"
                    + "\"store\":true,\"previous_response_id\":null,\"conversation\":null,\"prompt\":null"));
    assertEquals(200, passed.status, passed.body());
  }

  private Caught permitted(String fields) {
    return deployment.post(
        RESPONSES, body(fields), new Caught(), Map.of("authorization", "Bearer data_scientist"));
  }

  private static String body(String fields) {
    return "{\"model\":\"stand-in\"," + fields + "}";
  }
}
