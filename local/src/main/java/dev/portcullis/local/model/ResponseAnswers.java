package dev.portcullis.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Responses of the stand-in model: text, structured output and function calls. */
final class ResponseAnswers implements StandIn.Answers {
  private final ObjectMapper json;

  ResponseAnswers(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public String whole(JsonNode request) {
    return response(request, "completed", true).toString();
  }

  @Override
  public List<String> stream(JsonNode request) {
    Events events = new Events();
    events.add("response.created").set("response", response(request, "in_progress", false));
    boolean calls = callsFunction(request);
    ObjectNode opening = calls ? call(request, "", "in_progress") : message("", "in_progress");
    events.add("response.output_item.added").put("output_index", 0).set("item", opening);
    if (!calls) {
      place(events.add("response.content_part.added"), request).set("part", part(""));
    }
    String kind = calls ? "response.function_call_arguments" : "response.output_text";
    for (String piece : Said.cut(said(request))) {
      place(events.add(kind + ".delta"), request).put("delta", piece);
    }
    place(events.add(kind + ".done"), request).put(calls ? "arguments" : "text", said(request));
    if (!calls) {
      place(events.add("response.content_part.done"), request).set("part", part(said(request)));
    }
    events.add("response.output_item.done").put("output_index", 0).set("item", item(request));
    events.add("response.completed").set("response", response(request, "completed", true));
    return events.texts();
  }

  /** Events in their order, each with its number. */
  private final class Events {
    private final List<ObjectNode> bodies = new ArrayList<>();

    ObjectNode add(String type) {
      ObjectNode body = json.createObjectNode().put("type", type);
      bodies.add(body.put("sequence_number", bodies.size()));
      return body;
    }

    List<String> texts() {
      return bodies.stream()
          .map(body -> "event: " + body.path("type").asText() + "\ndata: " + body + "\n\n")
          .toList();
    }
  }

  private static ObjectNode place(ObjectNode event, JsonNode request) {
    boolean calls = callsFunction(request);
    event.put("item_id", calls ? "fc_standin0" : "msg_standin0").put("output_index", 0);
    return calls ? event : event.put("content_index", 0);
  }

  private ObjectNode response(JsonNode request, String status, boolean whole) {
    ObjectNode response =
        json.createObjectNode()
            .put("id", "resp_standin")
            .put("object", "response")
            .put("created_at", 1_764_000_000)
            .put("status", status)
            .put("model", request.path("model").asText())
            .putNull("error")
            .putNull("incomplete_details")
            .put("parallel_tool_calls", true)
            .put("tool_choice", "auto");
    response.set(
        "tools", request.path("tools").isArray() ? request.path("tools") : json.createArrayNode());
    response.set(
        "instructions",
        request.path("instructions").isTextual() ? request.path("instructions") : json.nullNode());
    response.putObject("metadata");
    if (whole) {
      response.putArray("output").add(item(request));
      int in = Said.tokens(request.path("input").toString());
      int out = Said.tokens(said(request));
      ObjectNode usage = response.putObject("usage").put("input_tokens", in);
      usage.putObject("input_tokens_details").put("cached_tokens", 0);
      usage.put("output_tokens", out).putObject("output_tokens_details").put("reasoning_tokens", 0);
      usage.put("total_tokens", in + out);
    } else {
      response.putArray("output");
    }
    return response;
  }

  private ObjectNode item(JsonNode request) {
    return callsFunction(request)
        ? call(request, said(request), "completed")
        : message(said(request), "completed");
  }

  private ObjectNode message(String text, String status) {
    ObjectNode message =
        json.createObjectNode()
            .put("id", "msg_standin0")
            .put("type", "message")
            .put("status", status)
            .put("role", "assistant");
    message.putArray("content");
    if (!text.isEmpty()) {
      message.withArray("content").add(part(text));
    }
    return message;
  }

  private ObjectNode part(String text) {
    ObjectNode part = json.createObjectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  private ObjectNode call(JsonNode request, String arguments, String status) {
    return json.createObjectNode()
        .put("id", "fc_standin0")
        .put("type", "function_call")
        .put("status", status)
        .put("call_id", "call_standin0")
        .put("name", request.at("/tools/0/name").asText())
        .put("arguments", arguments);
  }

  private String said(JsonNode request) {
    JsonNode input = request.path("input");
    JsonNode last = input.isArray() ? input.path(input.size() - 1).path("content") : input;
    Said said = new Said(request, Said.contentOf(last));
    if (callsFunction(request)) {
      return said.object(json, request.at("/tools/0/parameters")).toString();
    }
    return request.at("/text/format/type").asText().equals("json_schema")
        ? said.object(json, request.at("/text/format/schema")).toString()
        : said.text();
  }

  /** It calls the first function it is offered, once. */
  private static boolean callsFunction(JsonNode request) {
    JsonNode input = request.path("input");
    boolean answered =
        input.isArray()
            && input.path(input.size() - 1).path("type").asText().equals("function_call_output");
    return request.at("/tools/0/name").isTextual()
        && !request.path("tool_choice").asText().equals("none")
        && !answered;
  }
}
