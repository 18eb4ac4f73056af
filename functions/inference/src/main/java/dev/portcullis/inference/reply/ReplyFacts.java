package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.audit.record.ModelReply.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Collects what the record and the limits need to know of a reply, from whole answers and from
 * chunks; holds names and counts, no text.
 */
public final class ReplyFacts {
  private static final int MOST_NAMES = 64;

  private Optional<String> model = Optional.empty();
  private Optional<String> id = Optional.empty();
  private Tokens tokens = Tokens.unreported();
  private final List<String> finishReasons = new ArrayList<>();
  private final List<String> tools = new ArrayList<>();
  private long toolCalls;
  private boolean failed;

  /** Reads one answer, chunk or event; what it does not have is left as it was. */
  void collect(JsonNode reply) {
    JsonNode body = reply.path("response").isObject() ? reply.path("response") : reply;
    id = id.or(() -> text(body.path("id")));
    model = text(body.path("model")).or(() -> model);
    JsonNode usage = body.path("usage");
    if (usage.isObject()) {
      tokens =
          new Tokens(
              count(usage, "prompt_tokens", "input_tokens"),
              count(usage, "completion_tokens", "output_tokens"),
              count(details(usage, "prompt_tokens", "input_tokens"), "cached_tokens", ""),
              count(details(usage, "completion_tokens", "output_tokens"), "reasoning_tokens", ""));
    }
    for (JsonNode choice : body.path("choices")) {
      text(choice.path("finish_reason")).ifPresent(reason -> add(finishReasons, reason));
      JsonNode said = choice.has("message") ? choice.path("message") : choice.path("delta");
      for (JsonNode call : said.path("tool_calls")) {
        text(call.path("function").path("name")).ifPresent(this::tool);
      }
    }
    boolean response = body.path("object").asText("").equals("response");
    failed = response && body.path("status").asText("").equals("failed");
    if (response && !body.path("output").isEmpty()) {
      text(body.path("status")).ifPresent(status -> add(finishReasons, status));
      for (JsonNode item : body.path("output")) {
        if (item.path("type").asText("").equals("function_call")) {
          text(item.path("name")).ifPresent(this::tool);
        }
      }
    }
  }

  /** The model that the reply names. */
  public Optional<String> model() {
    return model;
  }

  /** The provider's id of the reply. */
  public Optional<String> id() {
    return id;
  }

  /** The tokens that the provider counted. */
  public Tokens tokens() {
    return tokens;
  }

  /** Why each choice ended. */
  public List<String> finishReasons() {
    return List.copyOf(finishReasons);
  }

  /** Names of the tools called, at most 64. */
  public List<String> tools() {
    return List.copyOf(tools);
  }

  /** How many calls of tools there were. */
  public long toolCalls() {
    return toolCalls;
  }

  /** Whether the answer says of itself that the model failed. */
  public boolean failed() {
    return failed;
  }

  private void tool(String name) {
    toolCalls++;
    add(tools, name);
  }

  private static void add(List<String> names, String name) {
    if (names.size() < MOST_NAMES) {
      names.add(name);
    }
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() && !value.textValue().isEmpty() && value.textValue().length() <= 256
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  private static JsonNode details(JsonNode usage, String name, String other) {
    return usage.path((usage.has(name) ? name : other) + "_details");
  }

  private static OptionalLong count(JsonNode usage, String name, String other) {
    JsonNode value = usage.has(name) ? usage.path(name) : usage.path(other);
    boolean counted = value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
    return counted ? OptionalLong.of(value.intValue()) : OptionalLong.empty();
  }
}
