package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * The answer of Converse as a chat completion; an answer with a part that has no place in one is no
 * answer, so that nothing the model said is lost unseen.
 *
 * <p>A model's reasoning becomes {@code reasoning_content}, as other servers of OpenAI's form name
 * it; its signature, and reasoning that Bedrock gives encrypted, are for Bedrock alone and left
 * out.
 */
final class ChatAnswer {
  private final Answered answered;

  ChatAnswer(Answered answered) {
    this.answered = answered;
  }

  byte[] completion(byte[] reply) throws IOException {
    ObjectNode given = answered.json().object(reply);
    JsonNode said = given.path("output").path("message");
    if (!said.path("role").asText().equals("assistant") || !said.path("content").isArray()) {
      throw new IOException("the model's reply has no message");
    }
    ObjectNode completion = answered.frame("chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant").putNull("content");
    message.putNull("refusal");
    for (JsonNode block : said.path("content")) {
      block(block, message);
    }
    choice.putNull("logprobs").put("finish_reason", Answered.finish(given.path("stopReason")));
    completion.set("usage", answered.usage(given.path("usage")));
    return answered.json().bytes(completion);
  }

  private void block(JsonNode block, ObjectNode message) throws IOException {
    if (block.size() != 1) {
      throw unknown();
    }
    Map.Entry<String, JsonNode> part = block.properties().iterator().next();
    JsonNode value = part.getValue();
    switch (part.getKey()) {
      case "text" -> append(message, "content", value);
      case "reasoningContent" -> {
        if (value.path("reasoningText").isObject()) {
          append(message, "reasoning_content", value.path("reasoningText").path("text"));
        }
      }
      case "toolUse" -> {
        ObjectNode call = message.withArray("tool_calls").addObject();
        call.put("id", text(value.path("toolUseId"))).put("type", "function");
        ObjectNode function = call.putObject("function").put("name", text(value.path("name")));
        function.put("arguments", answered.json().text(value.path("input")));
        if (!value.path("input").isObject()) {
          throw unknown();
        }
      }
      default -> throw unknown();
    }
  }

  private static void append(ObjectNode message, String field, JsonNode more) throws IOException {
    message.put(field, message.path(field).asText("").concat(text(more)));
  }

  private static String text(JsonNode value) throws IOException {
    if (!value.isTextual()) {
      throw unknown();
    }
    return value.textValue();
  }

  private static IOException unknown() {
    return new IOException("the model's reply has a part that is no part of a chat completion");
  }
}
