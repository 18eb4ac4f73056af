package dev.portcullis.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.aws.model.ErrorReply;
import dev.portcullis.aws.model.EventFrame;
import dev.portcullis.aws.model.EventFrames;
import dev.portcullis.aws.model.PieceStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events of ConverseStream as chunks of a chat completion; {@code [DONE]} is said only after
 * Bedrock has said why it stopped and its stream has ended in order.
 *
 * <p>An exception in the stream becomes a chunk with an {@code error}, and nothing follows it. A
 * stream that ends otherwise fails the read. Written from "ConverseStreamOutput"
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html).
 */
final class ChatStream implements PieceStream.Pieces {
  private final EventFrames frames;
  private final Answered answered;
  private final boolean includeUsage;

  /** The index among the calls, by the index among the blocks. */
  private final Map<Integer, Integer> calls = new HashMap<>();

  private final Set<Integer> withArguments = new HashSet<>();
  private boolean started;
  private boolean stopped;
  private boolean ended;

  ChatStream(EventFrames frames, Answered answered, boolean includeUsage) {
    this.frames = frames;
    this.answered = answered;
    this.includeUsage = includeUsage;
  }

  @Override
  public Optional<byte[]> next() throws IOException {
    while (!ended) {
      Optional<EventFrame> frame = frames.next();
      if (frame.isEmpty()) {
        ended = true;
        if (!stopped) {
          throw new EOFException("the model's reply broke off");
        }
        return Optional.of("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
      }
      Optional<ObjectNode> chunk = chunk(frame.get());
      if (chunk.isPresent()) {
        return chunk.map(answered::event);
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectNode> chunk(EventFrame frame) throws IOException {
    if (!frame.messageType().equals("event")) {
      ended = true;
      return Optional.of(failure(frame));
    }
    ObjectNode event = answered.json().object(frame.payload());
    String type = frame.eventType();
    require(started != type.equals("messageStart"));
    require(!stopped || type.equals("metadata"));
    switch (type) {
      case "messageStart" -> {
        started = true;
        ObjectNode delta = answered.json().object().put("role", "assistant").put("content", "");
        return Optional.of(delta(delta));
      }
      case "contentBlockStart" -> {
        return Optional.of(start(event));
      }
      case "contentBlockDelta" -> {
        return more(index(event), event.path("delta"));
      }
      case "contentBlockStop" -> {
        return empty(index(event));
      }
      case "messageStop" -> {
        stopped = true;
        ObjectNode last = delta(answered.json().object());
        ((ObjectNode) last.path("choices").path(0))
            .put("finish_reason", Answered.finish(event.path("stopReason")));
        return Optional.of(last);
      }
      case "metadata" -> {
        require(stopped);
        return includeUsage ? Optional.of(usage(event.path("usage"))) : Optional.empty();
      }
      default -> throw unknown();
    }
  }

  /** What kind of failure it is comes through; Bedrock's own text may quote the prompt. */
  private ObjectNode failure(EventFrame frame) {
    BedrockErrors.Kind kind = BedrockErrors.kind(frame.exceptionType(), 500);
    return ErrorReply.object(answered.json(), kind.status(), kind.code(), "", kind.message());
  }

  private ObjectNode start(ObjectNode event) throws IOException {
    JsonNode use = event.path("start").path("toolUse");
    int block = index(event);
    require(use.isObject() && event.path("start").size() == 1 && !calls.containsKey(block));
    calls.put(block, calls.size());
    ObjectNode call = answered.json().object().put("index", calls.size() - 1);
    call.put("id", text(use.path("toolUseId"))).put("type", "function");
    call.putObject("function").put("name", text(use.path("name"))).put("arguments", "");
    return call(call);
  }

  private Optional<ObjectNode> more(int block, JsonNode delta) throws IOException {
    require(delta.size() == 1);
    Map.Entry<String, JsonNode> part = delta.properties().iterator().next();
    JsonNode value = part.getValue();
    switch (part.getKey()) {
      case "text" -> {
        return Optional.of(delta(answered.json().object().put("content", text(value))));
      }
      case "toolUse" -> {
        String input = text(value.path("input"));
        if (!input.isEmpty()) {
          withArguments.add(block);
        }
        return Optional.of(arguments(block, input));
      }
      case "reasoningContent" -> {
        // A signature and encrypted reasoning are for Bedrock alone.
        return value.has("text")
            ? Optional.of(
                delta(answered.json().object().put("reasoning_content", text(value.get("text")))))
            : Optional.empty();
      }
      default -> throw unknown();
    }
  }

  /** A call without arguments ends with none at all, which is no JSON; OpenAI's ends with {}. */
  private Optional<ObjectNode> empty(int block) throws IOException {
    return calls.containsKey(block) && withArguments.add(block)
        ? Optional.of(arguments(block, "{}"))
        : Optional.empty();
  }

  private ObjectNode arguments(int block, String input) throws IOException {
    Integer index = calls.get(block);
    if (index == null) {
      throw unknown();
    }
    ObjectNode call = answered.json().object().put("index", index);
    call.putObject("function").put("arguments", input);
    return call(call);
  }

  private ObjectNode call(ObjectNode call) {
    ObjectNode delta = answered.json().object();
    delta.putArray("tool_calls").add(call);
    return delta(delta);
  }

  private ObjectNode delta(ObjectNode delta) {
    ObjectNode chunk = answered.frame("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").putNull("finish_reason");
    return chunk;
  }

  private ObjectNode usage(JsonNode usage) throws IOException {
    ObjectNode chunk = answered.frame("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", answered.usage(usage));
    return chunk;
  }

  private static int index(ObjectNode event) throws IOException {
    JsonNode index = event.path("contentBlockIndex");
    require(index.isInt() && index.intValue() >= 0);
    return index.intValue();
  }

  private static String text(JsonNode value) throws IOException {
    require(value.isTextual());
    return value.textValue();
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw unknown();
    }
  }

  private static IOException unknown() {
    return new IOException("the model's stream has an event that is no part of a chat completion");
  }
}
