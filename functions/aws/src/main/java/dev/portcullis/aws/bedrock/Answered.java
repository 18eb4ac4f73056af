package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What every object of one chat's answer has in common, and the words of Converse in OpenAI's.
 *
 * <p>Written from "The chat completion object"
 * (https://platform.openai.com/docs/api-reference/chat/object), the stop reasons of "Converse"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html) and
 * "TokenUsage"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html).
 *
 * @param id our id of the call
 * @param created seconds since 1970
 * @param model the model's name as it was called
 */
record Answered(ModelJson json, String id, long created, String model) {
  /** The frame of an answer or of a chunk, without choices. */
  ObjectNode frame(String object) {
    return json.object()
        .put("id", "chatcmpl-" + id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  /** One event of a stream. */
  byte[] event(ObjectNode data) {
    return ("data: " + json.text(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Why the answer ended.
   *
   * @throws IOException if Bedrock says that it is damaged, or says what nobody knows
   */
  static String finish(JsonNode stopReason) throws IOException {
    return switch (stopReason.asText("")) {
      case "end_turn", "stop_sequence" -> "stop";
      case "tool_use" -> "tool_calls";
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "guardrail_intervened", "content_filtered" -> "content_filter";
      // malformed_model_output and malformed_tool_use are here: such an answer is none.
      default -> throw new IOException("the model's reply ended for a reason that is none");
    };
  }

  /**
   * What the call used: OpenAI counts cached tokens among those of the prompt, Bedrock beside them.
   *
   * @throws IOException if there are no counts
   */
  ObjectNode usage(JsonNode usage) throws IOException {
    long cached = usage.path("cacheReadInputTokens").asLong(0);
    long in = count(usage, "inputTokens") + cached + usage.path("cacheWriteInputTokens").asLong(0);
    long out = count(usage, "outputTokens");
    ObjectNode counted =
        json.object()
            .put("prompt_tokens", in)
            .put("completion_tokens", out)
            .put("total_tokens", in + out);
    counted.putObject("prompt_tokens_details").put("cached_tokens", cached);
    return counted;
  }

  private static long count(JsonNode usage, String field) throws IOException {
    JsonNode value = usage.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IOException("the model's reply does not say what it used");
    }
    return value.longValue();
  }
}
