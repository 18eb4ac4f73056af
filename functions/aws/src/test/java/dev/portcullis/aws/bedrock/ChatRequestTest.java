package dev.portcullis.aws.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ModelJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest {
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
  private final ModelJson json = new ModelJson();

  private ObjectNode translated(String request) throws IOException, FieldRefusedException {
    return ChatRequest.of(json, json.object(request.getBytes(UTF_8)), "m", false).body();
  }

  @Test
  void aConversationWithToolsIsTranslatedWhole() throws Exception {
    ObjectNode body =
        translated(
            "{\"model\":\"m\",\"n\":1,\"max_tokens\":9,\"stop\":\"x\",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"Hi\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
                + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"R\"},"
                + "{\"role\":\"user\",\"content\":\"And?\"}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                + "\"tool_choice\":\"required\"}");
    assertEquals(
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},{\"role\":\"assistant\","
            + "\"content\":[{\"toolUse\":{\"toolUseId\":\"c1\",\"name\":\"f\",\"input\":{\"a\":1}}}]},"
            + "{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"c1\",\"content\":"
            + "[{\"text\":\"R\"}]}},{\"text\":\"And?\"}]}],\"system\":[{\"text\":\"S\"}],"
            + "\"inferenceConfig\":{\"maxTokens\":9,\"stopSequences\":[\"x\"]},\"toolConfig\":"
            + "{\"tools\":[{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\","
            + "\"properties\":{}}}}}],\"toolChoice\":{\"any\":{}}}}",
        body.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n|2",
        "logprobs|true",
        "seed|7",
        "temperature|1.5",
        "frequency_penalty|0.1",
        "logit_bias|{\"50256\":-100}",
        "parallel_tool_calls|false",
        "store|true",
        "stream_options|{}",
        "reasoning_effort|\"low\"",
        "secret_field|1"
      })
  void whatCannotBeTranslatedIsRefusedByName(String field, String value) {
    FieldRefusedException refused =
        assertThrows(
            FieldRefusedException.class,
            () -> translated("{\"" + field + "\":" + value + "," + HI + "}"));
    assertEquals(field, refused.field());
    assertFalse(String.valueOf(refused.getMessage()).contains("50256"));
  }
}
