package dev.portcullis.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Chat completions of the stand-in model: text, tool calls, JSON mode and structured output. */
final class ChatAnswers implements StandIn.Answers {
  private final ObjectMapper json;

  ChatAnswers(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public String whole(JsonNode request) {
    ObjectNode answer = frame(request, "chat.completion");
    for (int i = 0; i < choices(request); i++) {
      ObjectNode choice = answer.withArray("choices").addObject().put("index", i);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      if (callsTool(request)) {
        message.putNull("content");
        ObjectNode call = message.putArray("tool_calls").addObject();
        tool(call, request).put("arguments", arguments(request));
      } else {
        message.put("content", text(request)).putNull("refusal");
      }
      choice.putNull("logprobs").put("finish_reason", callsTool(request) ? "tool_calls" : "stop");
    }
    answer.set("usage", usage(request));
    return answer.toString();
  }

  @Override
  public List<String> stream(JsonNode request) {
    List<String> events = new ArrayList<>();
    boolean calls = callsTool(request);
    for (int i = 0; i < choices(request); i++) {
      events.add(
          chunk(
              request, i, json.createObjectNode().put("role", "assistant").put("content", ""), ""));
      if (calls) {
        ObjectNode first = json.createObjectNode();
        tool(first.putArray("tool_calls").addObject().put("index", 0), request)
            .put("arguments", "");
        events.add(chunk(request, i, first, ""));
      }
      for (String piece : Said.cut(calls ? arguments(request) : text(request))) {
        ObjectNode delta = json.createObjectNode();
        if (calls) {
          delta
              .putArray("tool_calls")
              .addObject()
              .put("index", 0)
              .putObject("function")
              .put("arguments", piece);
        } else {
          delta.put("content", piece);
        }
        events.add(chunk(request, i, delta, ""));
      }
      events.add(chunk(request, i, json.createObjectNode(), calls ? "tool_calls" : "stop"));
    }
    if (request.path("stream_options").path("include_usage").asBoolean(false)) {
      ObjectNode last = frame(request, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage(request));
      events.add("data: " + last + "\n\n");
    }
    events.add("data: [DONE]\n\n");
    return events;
  }

  private String chunk(JsonNode request, int index, ObjectNode delta, String finish) {
    ObjectNode chunk = frame(request, "chat.completion.chunk");
    ObjectNode choice = chunk.withArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("finish_reason");
    if (!finish.isEmpty()) {
      choice.put("finish_reason", finish);
    }
    return "data: " + chunk + "\n\n";
  }

  private ObjectNode frame(JsonNode request, String object) {
    return json.createObjectNode()
        .put("id", "chatcmpl-standin")
        .put("object", object)
        .put("created", 1_764_000_000)
        .put("model", request.path("model").asText());
  }

  private static ObjectNode tool(ObjectNode call, JsonNode request) {
    return call.put("id", "call_standin0")
        .put("type", "function")
        .putObject("function")
        .put("name", request.at("/tools/0/function/name").asText());
  }

  private String arguments(JsonNode request) {
    return said(request).object(json, request.at("/tools/0/function/parameters")).toString();
  }

  private String text(JsonNode request) {
    String format = request.at("/response_format/type").asText();
    return switch (format) {
      case "json_object" -> said(request).object(json, json.createObjectNode()).toString();
      case "json_schema" ->
          said(request).object(json, request.at("/response_format/json_schema/schema")).toString();
      default -> said(request).text();
    };
  }

  private static Said said(JsonNode request) {
    return new Said(request, Said.contentOf(last(request).path("content")));
  }

  private static JsonNode last(JsonNode request) {
    JsonNode messages = request.path("messages");
    return messages.path(messages.size() - 1);
  }

  /** It calls the first tool it is offered, once. */
  private static boolean callsTool(JsonNode request) {
    return request.at("/tools/0/function/name").isTextual()
        && !request.path("tool_choice").asText().equals("none")
        && !last(request).path("role").asText().equals("tool");
  }

  private static int choices(JsonNode request) {
    return request.path("n").asInt(1);
  }

  private ObjectNode usage(JsonNode request) {
    int in = Said.tokens(request.path("messages").toString());
    int out =
        Said.tokens(callsTool(request) ? arguments(request) : text(request)) * choices(request);
    return json.createObjectNode()
        .put("prompt_tokens", in)
        .put("completion_tokens", out)
        .put("total_tokens", in + out);
  }
}
